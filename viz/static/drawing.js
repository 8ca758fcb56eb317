// Draws the data of #drawing-data into #drawing with vis-network. Positions come from the server; nothing here writes markup.
//
// Tells the page what happens by events on the element: "mg:edge", "mg:node" (detail: id), "mg:expand" (detail: id), "mg:none".
// Listens there to "mg:select" (detail: id of an edge or null) and "mg:fit".

const element = document.getElementById("drawing");
const source = document.getElementById("drawing-data");

/** Colours and font of the page, read from its style sheet, so that light and dark are decided in one place. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    paper: read("--paper"), surface: read("--surface"), ink: read("--ink"), muted: read("--muted"), line: read("--line"),
    border: read("--border"), focus: read("--focus-fill"), focusInk: read("--focus-ink"), construct: read("--construct"), halo: read("--halo"), faint: read("--faint"),
    marks: { raises: read("--raises"), lowers: read("--lowers"), affects: read("--grey"), linked: read("--grey") },
    font: getComputedStyle(document.body).fontFamily,
  };
}

function nodeLook(node, colours, dim) {
  const fill = node.focus ? colours.focus : node.kind === "construct" ? colours.construct : colours.surface;
  const ink = dim ? colours.faint : node.focus ? colours.focusInk : node.kind === "unresolved" ? colours.muted : colours.ink;
  const border = dim ? colours.line : node.focus ? colours.focus : colours.border;
  return {
    id: node.id,
    color: { background: dim && node.focus ? colours.faint : fill, border, highlight: { background: fill, border: colours.ink }, hover: { background: fill, border: colours.ink } },
    font: { color: ink, face: colours.font },
  };
}

function edgeLook(edge, colours, state) {
  const plain = colours.marks[edge.mark];
  const colour = state === "dim" ? colours.faint : plain;
  return {
    id: edge.id,
    color: { color: colour, highlight: plain, hover: plain, inherit: false },
    width: edge.width + (state === "chosen" ? 1.5 : 0),
    font: { color: state === "dim" ? colours.faint : plain, strokeColor: colours.paper, face: colours.font, vadjust: 0 },
    background: edge.contradicted && state !== "dim" ? { enabled: true, color: colours.halo, size: edge.width + 11, dashes: false } : { enabled: false },
  };
}

function draw() {
  const data = JSON.parse(source.textContent);
  let colours = palette();
  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, ...nodeLook(node, colours, false) })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, ...edgeLook(edge, colours, "") })));
  const network = new vis.Network(element, { nodes, edges }, data.options);
  const byId = new Map(data.edges.map((edge) => [edge.id, edge]));
  const labels = new Map(data.nodes.map((node) => [node.id, node.label.replaceAll("\n", " ")]));
  let chosen = null;

  /** Show everything, with a small margin, never larger than life. */
  const fit = () => {
    if (!element.clientWidth) return; // the table is shown instead; the observer below fits when the drawing comes
    const boxes = data.nodes.map((node) => network.getBoundingBox(node.id));
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
    const scale = Math.min((element.clientWidth - 24) / (right - left), (element.clientHeight - 24) / (bottom - top), 1.15);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
  };

  function paint(isLit) {
    const near = new Set();
    for (const edge of data.edges) if (isLit(edge)) near.add(edge.from).add(edge.to);
    edges.update(data.edges.map((edge) => edgeLook(edge, colours, edge.id === chosen ? "chosen" : isLit(edge) ? "" : "dim")));
    nodes.update(data.nodes.map((node) => nodeLook(node, colours, near.size > 0 && !near.has(node.id))));
  }
  const rest = () => paint(chosen ? (edge) => edge.id === chosen : () => true);

  function choose(id) {
    chosen = byId.has(id) ? id : null;
    if (chosen) network.selectEdges([chosen]); else network.unselectAll();
    rest();
  }
  const tell = (name, id) => element.dispatchEvent(new CustomEvent(name, { detail: id }));

  network.on("click", (event) => {
    if (event.nodes.length) tell("mg:node", event.nodes[0]);
    else if (event.edges.length) { choose(event.edges[0]); tell("mg:edge", event.edges[0]); }
    else if (chosen) { choose(null); tell("mg:none"); }
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) tell("mg:expand", event.nodes[0]); });
  network.on("hoverNode", (event) => { element.style.cursor = "pointer"; paint((edge) => edge.from === event.node || edge.to === event.node); });
  network.on("hoverEdge", () => { element.style.cursor = "pointer"; });
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => { element.style.cursor = ""; rest(); });

  element.addEventListener("mg:select", (event) => choose(event.detail));
  element.addEventListener("mg:fit", fit);
  element.addEventListener("keydown", (event) => {
    const order = data.edges.map((edge) => edge.id);
    const at = order.indexOf(chosen);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      choose(order[(at + step + order.length) % order.length] ?? order[0]);
      const edge = byId.get(chosen);
      const say = document.getElementById("say");
      if (say) say.textContent = edge.title.split("\n").join(", ");
    } else if (event.key === "Enter" && chosen) tell("mg:edge", chosen);
    else if (event.key === "Escape" && chosen) { choose(null); tell("mg:none"); }
    else if (event.key === "+" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  const repaint = () => { colours = palette(); rest(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  document.addEventListener("mg:theme", repaint);

  let size = `${element.clientWidth}x${element.clientHeight}`;
  new ResizeObserver(() => {
    const now = `${element.clientWidth}x${element.clientHeight}`;
    if (now !== size && element.clientWidth) { size = now; network.setSize("100%", "100%"); network.redraw(); fit(); }
  }).observe(element);

  fit();
  network.once("afterDrawing", () => { element.dataset.drawn = "yes"; performance.mark("mg:drawn"); });
  // Where an edge or a node stands on the page: what a test clicks at, and a tool can point to.
  element.place = (id) => {
    const at = (name) => network.canvasToDOM(network.getPosition(name));
    if (!byId.has(id)) return at(id);
    const box = network.body.edges[id];
    const middle = box.edgeType.getPoint(0.5);
    return network.canvasToDOM({ x: middle.x, y: middle.y });
  };
  element.labels = labels;
}

if (element && source && window.vis) draw();
