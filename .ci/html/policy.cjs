// SPDX-FileCopyrightText: 2026 Dijkwacht contributors
// SPDX-License-Identifier: EUPL-1.2
// What Google's CSP Evaluator finds in the policies of a file: each is told, and any ends with 1.
const fs = require("node:fs");
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");

const policies = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
let findings = 0;
for (const policy of policies) {
  for (const found of new CspEvaluator(new CspParser(policy).csp).evaluate()) {
    findings += 1;
    console.log(`${found.directive} ${found.value ?? ""}: ${found.description}\n   ${policy}`);
  }
}
console.log(`${policies.length} policies, ${findings} findings`);
process.exitCode = findings || !policies.length ? 1 : 0;
