import type { SkipReason } from '@mvm/execution'
import type { InvalidTransactionReason } from '@mvm/protocol'
import type { Kind } from '../../src/index.ts'

/** Of each reason that an encoding can be refused for: `null`, or why no block can have it. */
const encodings: Readonly<Record<InvalidTransactionReason, string | null>> = {
  EMPTY: null,
  TOO_LARGE: null,
  UNSUPPORTED_TYPE: null,
  MALFORMED_RLP: null,
  WRONG_CHAIN_ID: null,
  NOT_REPLAY_PROTECTED: null,
  SIGNATURE_OUT_OF_RANGE: null,
  SIGNATURE_HIGH_S: null,
  SIGNATURE_UNRECOVERABLE: null,
  NONCE_TOO_HIGH: null,
  GAS_LIMIT_TOO_HIGH: null,
  SET_CODE_WITHOUT_AUTHORIZATIONS: null,
}

type SkippingKind = 'TX_NEXT' | 'TX_CHECK' | 'TX_TAX'

/** Of each reason that an input can be skipped for: the kinds of step that find it, or why none does. */
const skips: Readonly<
  Record<SkipReason['code'], { readonly by: readonly SkippingKind[] } | { readonly never: string }>
> = {
  INVALID_ENCODING: { never: 'it has a reason of its own, each of which is an outcome' },
  BLOCK_GAS_EXCEEDED: { by: ['TX_NEXT'] },
  GAS_LIMIT_TOO_HIGH: { never: 'it is found in the encoding' },
  LEFT_OUT: { never: 'only a faulty machine has it' },
  TO_IPFS_RESOLVER: { by: ['TX_NEXT'] },
  INTRINSIC_GAS_TOO_LOW: { by: ['TX_NEXT'] },
  FLOOR_GAS_TOO_LOW: { by: ['TX_NEXT'] },
  INIT_CODE_TOO_LARGE: { by: ['TX_NEXT'] },
  TIP_ABOVE_MAX_FEE: { by: ['TX_NEXT'] },
  MAX_FEE_BELOW_BASE_FEE: { by: ['TX_NEXT'] },
  NONCE_TOO_LOW: { by: ['TX_CHECK'] },
  NONCE_AHEAD: { by: ['TX_CHECK'] },
  NONCE_EXHAUSTED: { never: 'it is found in the encoding' },
  SENDER_HAS_CODE: { by: ['TX_CHECK'] },
  SUBMIT_DENIED: { by: ['TX_CHECK'] },
  INSUFFICIENT_FUNDS: { by: ['TX_CHECK', 'TX_TAX'] },
  BLOBS_INVALID: { never: 'type 3 is no type of a DAC' },
}

const targets = [
  ...['a contract', 'nobody', 'a precompile', 'an account that delegates'],
  ...['an account that delegates to a precompile', 'an account that delegates to nobody'],
]
const chunks = [
  ...['natively', 'of no bytes', 'a first chunk', 'another chunk'],
  ...['a last chunk', 'a last chunk of no bytes'],
]
const outputs = [
  ...['without output', 'with an output that is wanted', 'with an output that nobody wants'],
]
const undeployed = [
  ...['of too long a code', 'of a code that is not paid', 'of a code that is reserved'],
]
const endings = ['succeeded', 'reverted', 'halted']

function skipsOf(kind: SkippingKind): string[] {
  return Object.entries(skips).flatMap(([code, where]) =>
    'by' in where && where.by.includes(kind) ? [`skips ${code}`] : [],
  )
}

/** Of every kind of step: what can come of it, but for the kinds that have tables of their own. */
export const kindOutcomes: Readonly<Record<keyof typeof Kind, readonly string[]>> = {
  BLOCK_BEGIN: [
    ...['deposits', 'no deposits', 'later block', 'no inputs', 'inputs'],
    ...['time as wanted', 'time of the origin', 'time bounded'],
    ...['base fee at its floor', 'base fee above its floor', 'base fee at its ceiling'],
  ],
  TX_NEXT: [
    ...['waits', 'deposit', 'type 0', 'type 1', 'type 2', 'type 4', 'creation', 'lists'],
    ...Object.keys(encodings).map((reason) => `skips INVALID_ENCODING ${reason}`),
    ...skipsOf('TX_NEXT'),
  ],
  TX_CHECK: [
    ...['charged', 'to be taxed', 'deposit calls', 'deposit does not call'],
    ...['mask unbound', 'mask of the charter', 'mask of an exit', 'to the manager'],
    ...skipsOf('TX_CHECK'),
  ],
  TX_TAX: ['charged', 'taxed', ...skipsOf('TX_TAX')],
  TX_LISTS: [
    ...['address', 'address that is warm', 'slot', 'slot that is warm'],
    ...['delegation', 'delegation of a new account', 'delegation taken back'],
    ...['authorization without effect', 'authorization that only warms'],
    ...['call', 'call to an account that delegates', 'creation', 'creation denied'],
  ],
  // Opcodes and precompiles have outcomes of their own.
  EXEC: [],
  PRECOMPILE: [],
  CALL_ENTER: [
    ...['too deep', 'more than there is', 'without the right to write'],
    ...targets.flatMap((target) => [
      target,
      `${target}, with a value`,
      `${target}, with a value to itself`,
      `outermost of ${target}`,
    ]),
    ...['outermost', 'outermost, with a value', 'outermost, with a value to itself'],
  ],
  CREATE_ENTER: [
    ...['too deep', 'more than there is', 'after the last nonce'],
    ...['where a nonce is', 'where code is', 'where storage is'],
    ...['where nothing is', 'with a value where nothing is'],
    ...['where a balance is', 'with a value where a balance is'],
    ...['of some code', 'of no code', 'by CREATE', 'by CREATE2'],
    ...['outermost', 'outermost with a value', 'outermost collision'],
    ...['outermost of some code', 'outermost of no code'],
    ...['outermost where nothing is', 'outermost where a balance is'],
  ],
  COPY: [
    ...['all at once', 'a first chunk', 'another chunk', 'a last chunk'],
    ...['of a source that has all of it', 'of a source that ends inside of it'],
    ...['of a source that ended before it', 'of calldata', 'of code', "of another account's code"],
    ...['of returndata', 'of memory', 'of what a call returned'],
  ],
  KECCAK: chunks.flatMap((chunk) => [chunk, `${chunk} for a log`]),
  FRAME_EXIT: [
    ...['with success', 'reverted', 'halted'].map((end) => `the outermost call, ${end}`),
    ...['with success', 'reverted'].flatMap((end) =>
      outputs.map((output) => `a call, ${end}, ${output}`),
    ),
    'a call, halted',
    ...['a creation', 'the outermost creation'].flatMap((creation) =>
      ['of some code', 'of no code', ...undeployed].map((code) => `${creation} ${code}`),
    ),
    ...['a creation, halted', 'the outermost creation, halted', 'the outermost creation, reverted'],
    ...['a creation, reverted, without output'],
    ...['a creation, reverted, with an output that nobody wants'],
  ],
  TX_FINALIZE: [
    ...endings.flatMap((end) => [end, `deposit ${end}`]),
    ...['refund', 'refund capped', 'floor', 'tax paid', 'tax returned'],
    ...['tip', 'no tip', 'vault is coinbase', 'accounts destroyed'],
  ],
  TX_DESTRUCT: ['more', 'last'],
  TX_RECEIPT: ['bloom', 'no bloom', 'more inputs', 'last input'],
  BLOCK_END: ['moves', 'waits'],
  HALT: ['waits'],
}

/** What states could tell of a step, and never do; with the reason. */
export const neverMet: readonly (readonly [keyof typeof Kind, string, string])[] = [
  ['BLOCK_BEGIN', 'waits', 'a trace begins with it, at the position where it moves'],
  ['COPY', 'of no bytes', 'what copies nothing ends without it'],
  ['CALL_ENTER', 'a value out of a static frame', 'CALL with a value halts there'],
  ['CREATE_ENTER', 'in a static frame', 'CREATE and CREATE2 halt there'],
  ['CREATE_ENTER', 'where an empty account is', 'an account that is empty is removed (EIP-161)'],
  ['FRAME_EXIT', 'a call, halted, with an output', 'a frame that halts leaves none'],
  ['FRAME_EXIT', 'a creation, halted, with an output', 'a frame that halts leaves none'],
  ['FRAME_EXIT', 'a creation, reverted, with an output that is wanted', 'CREATE names no place'],
]

/** What is no outcome of any kind, and why. */
export const neverSkipped: ReadonlyMap<string, string> = new Map([
  ...Object.entries(encodings).flatMap(([code, never]): [string, string][] =>
    never === null ? [] : [[`INVALID_ENCODING ${code}`, never]],
  ),
  ...Object.entries(skips).flatMap(([code, where]): [string, string][] =>
    'never' in where ? [[code, where.never]] : [],
  ),
])
