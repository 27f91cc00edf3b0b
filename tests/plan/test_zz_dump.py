from tests.plan.test_query_counts import there, counted
def test_home(there, counted):
    import json, pathlib
    b,a=counted
    for k in b:
        if a[k]!=b[k] or b[k]>17: print("%-40s %3d %3d %s" % (k,b[k],a[k], "" if a[k]==b[k] else "<<<"))
    pathlib.Path("/tmp/counts.json").write_text(json.dumps(b))
