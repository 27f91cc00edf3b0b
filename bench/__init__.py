"""Pages measured beside the bare page of the same server in the same run, so that machines can be compared."""
