/* Charts that answer to pointer, touch and keys. Each drawing brings its marks with the words of each;
   the table beside it and its summary say the same, so nothing is missing without this file. */

const SVG = "http://www.w3.org/2000/svg";
const PROMPT = "Point at the chart, touch it, or use the arrow keys to read one figure.";
const DISTANCES = {
  across: (mark, at) => Math.abs(mark.x - at.x),
  down: (mark, at) => Math.abs(mark.y - at.y),
  near: (mark, at) => Math.hypot(mark.x - at.x, mark.y - at.y),
};

function made(name, className, attributes = {}, namespace = "http://www.w3.org/1999/xhtml") {
  const element = document.createElementNS(namespace, name);
  if (className) element.setAttribute("class", className);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/* The marks as plain values. Their titles go, or the browser would show the words a second time. */
function marksOf(group) {
  return [...group.children].map((circle) => {
    const title = circle.querySelector("title");
    const [figure, rest = ""] = title.textContent.split("\n");
    title.remove();
    return { x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")), figure, rest };
  });
}

/* A slider that nobody sees, as large as the picture: arrow keys, Home and End come with it, and screen
   readers know it. From top to bottom the upper bars are further up. */
function slider(picture, count, isDown) {
  const name = picture.querySelector("title").textContent;
  const input = made("input", "chart-slider", {
    type: "range", min: 0, max: count - 1, step: 1, "aria-label": `Read each figure: ${name}`,
  });
  const turned = (value) => (isDown ? count - 1 - value : value);
  return { input, index: () => turned(Number(input.value)), set: (index) => { input.value = String(turned(index)); } };
}

/* One of the pictures of a chart, wide or narrow, with the words that both share. */
function answering(picture, show) {
  const group = picture.querySelector(".chart-marks");
  const marks = marksOf(group);
  const { reads, first } = group.dataset;
  const keys = slider(picture, marks.length, reads === "down");
  const ring = made("circle", "chart-ring", { r: 7, fill: "none", visibility: "hidden" }, SVG);
  picture.append(ring);
  picture.parentElement.classList.add("chart-frame");
  picture.before(keys.input);

  function choose(index) {
    const mark = marks[index];
    ring.setAttribute("cx", mark.x);
    ring.setAttribute("cy", mark.y);
    ring.setAttribute("visibility", "visible");
    keys.set(index);
    keys.input.setAttribute("aria-valuetext", mark.figure);
    show(mark);
  }

  function point(event) {
    const box = picture.getBoundingClientRect();
    const scale = picture.viewBox.baseVal.width / box.width;
    const at = { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    const distances = marks.map((mark) => DISTANCES[reads](mark, at));
    choose(distances.indexOf(Math.min(...distances)));
  }

  keys.set(Number(first));
  keys.input.setAttribute("aria-valuetext", marks[Number(first)].figure);
  keys.input.addEventListener("input", () => choose(keys.index()));
  keys.input.addEventListener("focus", () => choose(keys.index()));
  picture.addEventListener("pointerdown", point);
  picture.addEventListener("pointermove", point);
}

for (const figure of document.querySelectorAll("figure")) {
  const pictures = [...figure.querySelectorAll(".chart-picture")].filter((each) => each.querySelector(".chart-marks"));
  if (!pictures.length) continue;
  const words = made("p", "chart-words");
  const head = made("strong", "chart-words__figure");
  /* What stands behind the figure is announced; the figure itself is what the slider says. */
  const rest = made("output", "chart-words__rest");
  rest.textContent = PROMPT;
  words.append(head, rest);
  pictures[0].parentElement.before(words);
  for (const picture of pictures) {
    answering(picture, (mark) => { head.textContent = mark.figure; rest.textContent = mark.rest; });
  }
}
