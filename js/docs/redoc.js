// ReDoc for the program in the editor. Its own bundle is loaded by the page before this script.
import { onDocument } from "./frame.js";

const dark = {
  colors: { text: { primary: "#e6e8ef", secondary: "#a9afc0" }, http: {}, border: { dark: "#2d3240", light: "#2d3240" } },
  sidebar: { backgroundColor: "#191c25", textColor: "#e6e8ef" },
  schema: { nestedBackground: "#1d212c", typeNameColor: "#a9afc0", typeTitleColor: "#a9afc0" },
};

onDocument((document_, isDark) => {
  document.body.style.margin = "0";
  document.body.style.background = isDark ? "#14161d" : "#fff";
  const options = { disableSearch: true, nativeScrollbars: true, hideDownloadButton: true, theme: isDark ? dark : {} };
  // ReDoc can't be started twice in one element.
  const place = document.createElement("div");
  document.getElementById("docs").replaceChildren(place);
  window.Redoc.init(document_, options, place);
});
