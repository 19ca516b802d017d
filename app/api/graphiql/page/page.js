// Starts GraphiQL: where it asks, with which key, and the named queries as examples.
"use strict";

(() => {
  const { createElement, useState } = React;
  const { useExplorerPlugin } = GraphiQLPluginExplorer;

  const FIRST_EXAMPLE = "mediations";
  const KEY = "goodoffices:key";

  const examples = JSON.parse(document.getElementById("examples").textContent);
  const root = document.getElementById("graphiql");
  const keyField = document.getElementById("key");
  const endpoint = new URL(location.pathname, location.origin).href;

  /** The examples that a link such as /graphql#who-mediated names comes first. */
  function firstDocument() {
    const named = (name) => examples.find((example) => example.name === name);
    return (named(location.hash.slice(1)) ?? named(FIRST_EXAMPLE) ?? examples[0]).document;
  }

  /** Ask with the key of the field at the top, where the tab "Headers" names no other. */
  function fetchWithKey(address, request) {
    const headers = new Headers(request.headers);
    if (keyField.value && !headers.has("Authorization") && !headers.has("X-API-Key")) {
      headers.set("Authorization", `Bearer ${keyField.value}`);
    }
    return fetch(address, { ...request, headers, credentials: "omit" });
  }

  function ExamplesIcon() {
    const drawing = { d: "M4 5h16M4 12h16M4 19h10", stroke: "currentColor", strokeWidth: 2 };
    return createElement("svg", { viewBox: "0 0 24 24", height: "1em" }, createElement("path", drawing));
  }

  function examplesPlugin(choose) {
    const item = ({ name, description, document }) =>
      createElement(
        "button",
        { key: name, type: "button", onClick: () => choose(document) },
        name,
        createElement("small", null, description),
      );
    const content = () =>
      createElement("section", { className: "examples" }, createElement("h2", null, "Examples"), examples.map(item));
    return { title: "Examples", icon: ExamplesIcon, content };
  }

  function Editor({ fetcher }) {
    const [query, setQuery] = useState(location.hash ? firstDocument() : undefined);
    const builder = useExplorerPlugin({ query: query ?? "", onEdit: setQuery, showAttribution: false });
    const [examplesList] = useState(() => examplesPlugin(setQuery));
    return createElement(GraphiQL, {
      fetcher,
      query,
      onEditQuery: setQuery,
      defaultQuery: firstDocument(),
      plugins: [examplesList, builder],
      inputValueDeprecation: true,
      schemaDescription: true,
      shouldPersistHeaders: false,
    });
  }

  let opened = 0;

  /** Follow subscriptions over a WebSocket, which browsers let send no headers: the key goes with its first message. */
  function followWithKey() {
    return graphqlWs.createClient({
      url: endpoint.replace(/^http/, "ws"),
      connectionParams: () => (keyField.value ? { Authorization: `Bearer ${keyField.value}` } : {}),
    });
  }

  function open() {
    const fetcher = GraphiQL.createFetcher({
      url: endpoint,
      fetch: fetchWithKey,
      wsClient: followWithKey(),
      enableIncrementalDelivery: false,
    });
    opened += 1; // another key may see another schema: GraphiQL begins anew, with the tabs that it remembers
    ReactDOM.render(createElement(Editor, { key: opened, fetcher }), root);
  }

  keyField.value = sessionStorage.getItem(KEY) ?? "";
  keyField.addEventListener("change", () => {
    sessionStorage.setItem(KEY, keyField.value.trim());
    keyField.value = keyField.value.trim();
    open();
  });
  open();
})();
