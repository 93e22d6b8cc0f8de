// Each drawing becomes a live chart; where that fails the drawing stays. `ast`: expressions are
// interpreted, not evaluated, since the policy of this file forbids to evaluate.
window.handout = {};
document.querySelectorAll("figure.chart").forEach(function (figure) {
  var spec = figure.querySelector("script.spec");
  if (!spec) return;
  figure.classList.add("is-live");
  var place = figure.querySelector(".live");
  vegaEmbed(place, JSON.parse(spec.textContent), {
    ast: true, actions: false, renderer: "svg", mode: "vega-lite", logLevel: 1
  }).then(function (drawn) {
    // The place has the chart's alt text; its marks would say it a second time.
    place.querySelector("svg").setAttribute("aria-hidden", "true");
    window.handout[figure.dataset.name] = drawn.view;
  }, function () {
    figure.classList.remove("is-live");
  });
});
