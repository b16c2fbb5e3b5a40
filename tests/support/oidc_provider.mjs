// A real provider of OpenID Connect on this machine, for the tests: certified code, two people, no disk.
//
// Its argument is the people, as JSON: claims by number. It prints its address, takes orders as lines
// ("client <JSON>" registers the one client, "rotate" changes the keys), answers each with one line, and
// ends with its standard input.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

// What the provider says of itself is no answer to an order.
console.info = console.warn = console.error;

const PEOPLE = JSON.parse(process.argv[2]);
const key = () => ({
  ...generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }),
  kid: randomUUID(),
  use: "sig",
  alg: "ES256",
});

let client = null;
let jwks = { keys: [key()] };
let provider = null;

const configuration = () => ({
  clients: client ? [client] : [],
  jwks,
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  cookies: { keys: ["for the tests only"] },
  pkce: { required: () => true },
  scopes: ["openid", "email", "profile"],
  responseTypes: ["code"],
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource(ctx, form) {
        ctx.body = page("Sign out here?", `${form}<button form="op.logoutForm" name="logout" value="yes">Yes, sign out</button>`);
      },
      postLogoutSuccessSource(ctx) {
        ctx.body = page("You are signed out", "");
      },
    },
  },
  // Its own way refuses to ask this machine, where the server under test is.
  fetch: (url, { dispatcher: _, ...options }) => globalThis.fetch(url, options),
  interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
  // Consent was given when the trust registered the client.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

function page(title, body) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head>
<body><h1>${title}</h1>${body}</body></html>`;
}

const server = createServer(async (request, response) => {
  const login = request.url.match(/^\/login\/([\w-]+)/);
  if (!login) return provider.callback()(request, response);
  if (request.method === "GET") {
    const buttons = Object.entries(PEOPLE).map(
      ([id, person]) => `<button name="account" value="${id}">${person.name}</button>`,
    );
    response.setHeader("Content-Type", "text/html");
    return response.end(page("Who are you?", `<form method="post">${buttons.join(" ")}</form>`));
  }
  const body = await new Promise((resolve) => {
    let text = "";
    request.on("data", (piece) => (text += piece));
    request.on("end", () => resolve(new URLSearchParams(text)));
  });
  await provider.interactionFinished(request, response, { login: { accountId: body.get("account"), amr: ["pwd"] } });
});

function renew() {
  provider = new Provider(`http://localhost:${server.address().port}`, configuration());
  for (const event of ["server_error", "backchannel.error"]) {
    provider.on(event, (_ctx, error) => console.error(error));
  }
}

server.listen(0, "127.0.0.1", () => {
  renew();
  console.log(`http://localhost:${server.address().port}`);
});

const orders = createInterface({ input: process.stdin });
orders.on("line", (line) => {
  const [order, ...rest] = line.split(" ");
  if (order === "rotate") jwks = { keys: [key()] };
  if (order === "client") client = JSON.parse(rest.join(" "));
  renew();
  console.log("done");
});
orders.on("close", () => process.exit(0));
