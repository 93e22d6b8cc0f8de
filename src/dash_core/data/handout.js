// Each drawing becomes a live chart; where that fails the drawing stays. `ast`: expressions are
// interpreted, not evaluated, since the policy of this file forbids to evaluate.
window.handout = {};
document.querySelectorAll("figure.chart").forEach(function (figure) {
  var spec = figure.querySelector("script.spec");
  if (!spec) return;
  figure.classList.add("is-live");
  vegaEmbed(figure.querySelector(".live"), JSON.parse(spec.textContent), {
    ast: true, actions: false, renderer: "svg", mode: "vega-lite", logLevel: 1
  }).then(function (drawn) {
    window.handout[figure.dataset.name] = drawn.view;
  }, function () {
    figure.classList.remove("is-live");
  });
});
