// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// A log-in service for the tests (oidc-provider, certified). Whoever asks says in a header who they
// are (x-account: an address, or one that is not verified with a `?` behind it) and how strongly
// they were known (x-acr).
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [port, callback, modules] = process.argv.slice(2);
const found = createRequire(`${modules}/`).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(found));
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "dijkwacht",
      client_secret: "a secret of the tests, of no use elsewhere",
      redirect_uris: [callback],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  acrValues: ["loa2", "loa3"],
  claims: { acr: null, openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
  cookies: { keys: ["of the tests"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id.replace("?", ""),
      name: "Somebody",
      email: id.replace("?", ""),
      email_verified: !id.endsWith("?"),
    }),
  }),
});

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    const login = {
      accountId: request.headers["x-account"],
      acr: request.headers["x-acr"],
      remember: false,
    };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid profile email");
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  return interact(request, response).catch((fault) => {
    response.statusCode = 500;
    response.end(String(fault));
  });
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
