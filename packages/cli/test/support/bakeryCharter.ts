import type { devnetCli } from './devnetCli.ts'

/** Of the devnet's accounts, one may submit, one deploy, and one not store anything; `manager` may change it. */
export function bakeryCharter(
  account: ReturnType<typeof devnetCli>['account'],
  { slug, manager }: { readonly slug: string; readonly manager: number },
): string {
  return [
    `slug: ${slug}`,
    'profile: dev',
    'vision: A bakery owned by its neighbours.',
    'permissions:',
    `  - { operation: allow, opcode: SUBMIT, addresses: ["${account(1).address}"] }`,
    `  - { operation: allow, opcode: DEPLOY, addresses: ["${account(2).address}"] }`,
    `  - { operation: deny, opcode: SSTORE, addresses: ["${account(3).address}"] }`,
    'taxrates: [{ threshold: "1000", rate: 50 }]',
    `management_contract: "${account(manager).address}"`,
  ].join('\n')
}
