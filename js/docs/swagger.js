// Swagger UI for the program in the editor.
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./swagger-look.css";
import { fetchFromProgram, onDocument } from "./frame.js";

window.fetch = fetchFromProgram;

onDocument((document_, dark) => {
  document.documentElement.classList.toggle("dark-mode", dark);
  // A frame without an origin has no address of its own: requests need some absolute one.
  const servers = [{ url: "http://localhost" }];
  SwaggerUI({
    spec: { servers, ...document_ },
    dom_id: "#docs",
    deepLinking: false,
    docExpansion: "list",
    tryItOutEnabled: true,
    validatorUrl: null,
  });
});
