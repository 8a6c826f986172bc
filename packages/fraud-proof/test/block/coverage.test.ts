import type { SkipReason } from '@mvm/execution'
import type { InvalidTransactionReason } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { outcomesOf } from './outcomesOf.ts'
import { scenarios } from './scenarios.ts'

/** Of each reason: whether a block can have it. */
const encodings: Readonly<Record<InvalidTransactionReason, boolean>> = {
  EMPTY: true,
  TOO_LARGE: true,
  UNSUPPORTED_TYPE: true,
  MALFORMED_RLP: true,
  WRONG_CHAIN_ID: true,
  NOT_REPLAY_PROTECTED: true,
  SIGNATURE_OUT_OF_RANGE: true,
  SIGNATURE_HIGH_S: true,
  SIGNATURE_UNRECOVERABLE: true,
  NONCE_TOO_HIGH: true,
  GAS_LIMIT_TOO_HIGH: true,
  SET_CODE_WITHOUT_AUTHORIZATIONS: true,
}

/** Of each reason: the kind of step that finds it, or why none does. */
const skips: Readonly<Record<SkipReason['code'], string>> = {
  INVALID_ENCODING: 'one reason a line above',
  BLOCK_GAS_EXCEEDED: 'TX_NEXT',
  GAS_LIMIT_TOO_HIGH: 'found in the encoding',
  LEFT_OUT: 'only a faulty machine has it',
  TO_IPFS_RESOLVER: 'TX_NEXT',
  INTRINSIC_GAS_TOO_LOW: 'TX_NEXT',
  FLOOR_GAS_TOO_LOW: 'TX_NEXT',
  INIT_CODE_TOO_LARGE: 'TX_NEXT',
  TIP_ABOVE_MAX_FEE: 'TX_NEXT',
  MAX_FEE_BELOW_BASE_FEE: 'TX_NEXT',
  NONCE_TOO_LOW: 'TX_CHECK',
  NONCE_AHEAD: 'TX_CHECK',
  NONCE_EXHAUSTED: 'found in the encoding',
  SENDER_HAS_CODE: 'TX_CHECK',
  SUBMIT_DENIED: 'TX_CHECK',
  INSUFFICIENT_FUNDS: 'TX_CHECK',
  BLOBS_INVALID: 'type 3 is no type of a DAC',
}

const ending = ['succeeded', 'reverted', 'halted']

/** Every kind of step outside of frames × what it can meet. */
const cells: readonly string[] = [
  ...['deposits', 'no deposits', 'later block', 'no inputs', 'inputs'].map(kind('BLOCK_BEGIN')),
  ...['time as wanted', 'time of the origin', 'time bounded'].map(kind('BLOCK_BEGIN')),
  ...['base fee at its floor', 'base fee above its floor'].map(kind('BLOCK_BEGIN')),
  ...['waits', 'deposit', 'type 0', 'type 1', 'type 2', 'type 4', 'creation', 'lists'].map(
    kind('TX_NEXT'),
  ),
  ...Object.keys(encodings).map((reason) => `TX_NEXT skips INVALID_ENCODING ${reason}`),
  ...Object.entries(skips).flatMap(([code, where]) =>
    where.startsWith('TX_') ? [`${where} skips ${code}`] : [],
  ),
  ...['charged', 'taxed', 'deposit calls', 'deposit does not call'].map(kind('TX_CHECK')),
  ...['mask unbound', 'mask of the charter', 'mask of an exit', 'to the manager'].map(
    kind('TX_CHECK'),
  ),
  ...['address', 'address that is warm', 'slot', 'slot that is warm'].map(kind('TX_LISTS')),
  ...['delegation', 'delegation of a new account', 'authorization without effect'].map(
    kind('TX_LISTS'),
  ),
  ...['authorization that only warms', 'delegation taken back'].map(kind('TX_LISTS')),
  ...['call', 'call to an account that delegates', 'creation', 'creation denied'].map(
    kind('TX_LISTS'),
  ),
  ...['outermost', 'outermost with a value'].map(kind('CALL_ENTER')),
  ...['outermost', 'outermost with a value', 'outermost collision'].map(kind('CREATE_ENTER')),
  ...ending.flatMap((end) => [`TX_FINALIZE ${end}`, `TX_FINALIZE deposit ${end}`]),
  ...['refund', 'refund capped', 'floor', 'tax paid', 'tax returned'].map(kind('TX_FINALIZE')),
  ...['tip', 'no tip', 'vault is coinbase', 'accounts destroyed'].map(kind('TX_FINALIZE')),
  ...['more', 'last'].map(kind('TX_DESTRUCT')),
  ...['bloom', 'no bloom', 'more inputs', 'last input'].map(kind('TX_RECEIPT')),
  ...['moves', 'waits'].map(kind('BLOCK_END')),
  'HALT waits',
]

function kind(name: string): (outcome: string) => string {
  return (outcome) => `${name} ${outcome}`
}

it('every kind of step outside of frames meets all that it can', async () => {
  const met = new Set<string>()
  for (const { run } of scenarios) {
    for (const block of await run()) for (const outcome of outcomesOf(block)) met.add(outcome)
  }
  expect(cells.filter((cell) => !met.has(cell))).toEqual([])
  process.stderr.write(`${cells.length} cells of steps outside of frames\n`)
})
