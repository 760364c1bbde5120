// The Swagger page; everything it loads is served by us.
window.ui = SwaggerUIBundle({
  url: "/api/v1/swagger.json",
  dom_id: "#swagger",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
