import type { WrittenAccount } from '@mvm/execution'
import type { Address, Hex } from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { type ContentStore, Kind, type RunningState } from '../../src/index.ts'
import { createdAddress } from '../../src/opcode/createdAddress.ts'
import { observeStep } from '../coverage/observeStep.ts'
import { noise } from './noise.ts'
import { address, CONTRACT, OTHER, type Program } from './TestMachine.ts'

/** What is to come of a step of a kind other than EXEC: an outcome that `observeStep` tells of one of the run's steps. */
export interface KindCell {
  readonly kind: keyof typeof Kind
  readonly outcome: string
  readonly program: Program
}

/** The first step of a run that came to what the cell says; -1 if none did. */
export function placeOfKind(
  { kind, outcome }: KindCell,
  states: readonly RunningState[],
  store: ContentStore,
): number {
  return states.findIndex((state, i) => {
    const after = states[i + 1]
    if (state.kind !== Kind[kind] || after === undefined) return false
    return observeStep(state, after, store).includes(`${kind}: ${outcome}`)
  })
}

const CALLEE = address(0xca11ee)
const DELEGATING = address(0xde1e)
const NOBODY = address(0xabc)
const PRECOMPILE = address(2)
const CREATED = createdAddress(CONTRACT, 1n)
const GAS = 2_000_000n
/** As much that a 64th of it, taken 1,024 times, leaves something: more than a transaction can have. */
const ENDLESS_GAS = 10n ** 13n

const word = (n: number): Hex => `0x${n.toString(16).padStart(64, '0')}`
const account = (code: Uint8Array, change: Partial<WrittenAccount> = {}): WrittenAccount => ({
  nonce: 1n,
  balance: 9n,
  code,
  ...change,
})
const callee = (code: Uint8Array | string, at: Address = CALLEE) =>
  new Map([[at, account(typeof code === 'string' ? assemble(code) : code)]])

/** gas, to, value, input length, output length: from the start of memory. */
function call(to: Address, { value = 0, input = 0, output = 0, op = 'CALL' } = {}): string {
  const word = op === 'CALL' || op === 'CALLCODE' ? `PUSH2 ${value}` : ''
  return `PUSH2 ${output} PUSH0 PUSH2 ${input} PUSH0 ${word} PUSH20 ${to} GAS ${op}`
}

/** Creates of the calldata. */
const creating = (value = 0): string =>
  `CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY CALLDATASIZE PUSH0 PUSH2 ${value} CREATE`
const recursing = call(CONTRACT)

interface Described {
  readonly code: string
  readonly calldata?: Uint8Array | string
  readonly gas?: bigint
  readonly accounts?: ReadonlyMap<Address, WrittenAccount>
}

function cell(kind: keyof typeof Kind, outcome: string, described: Described): KindCell {
  const { code, calldata = new Uint8Array(), gas = GAS, accounts } = described
  const data = typeof calldata === 'string' ? assemble(calldata) : calldata
  const program = { code: assemble(code), calldata: data, gas, ...(accounts && { accounts }) }
  return { kind, outcome, program }
}

const copying = (length: number, from = 0): string =>
  `PUSH3 ${length} PUSH2 ${from} PUSH1 5 CALLDATACOPY`
const copy = (outcome: string, described: Described): KindCell => cell('COPY', outcome, described)
const long = { code: copying(20_000), calldata: noise(20_000) }
const copies: readonly KindCell[] = [
  copy('all at once', { code: copying(40), calldata: noise(100) }),
  copy('a first chunk', long),
  copy('another chunk', long),
  copy('a last chunk', long),
  copy('of a source that has all of it', long),
  copy('of a source that ends inside of it', { code: copying(100, 70), calldata: noise(90) }),
  copy('of a source that ended before it', { code: copying(17_000), calldata: noise(40) }),
  copy('of calldata', { code: copying(40), calldata: noise(100) }),
  copy('of code', { code: 'PUSH1 20 PUSH1 2 PUSH1 3 CODECOPY' }),
  copy("of another account's code", {
    code: `PUSH1 20 PUSH1 2 PUSH1 3 PUSH20 ${CALLEE} EXTCODECOPY`,
    accounts: callee('PUSH1 64 PUSH0 RETURN'),
  }),
  copy('of returndata', {
    code: `${call(CALLEE)} PUSH1 20 PUSH1 2 PUSH1 3 RETURNDATACOPY`,
    accounts: callee('PUSH1 64 PUSH0 RETURN'),
  }),
  copy('of memory', { code: 'GAS PUSH0 MSTORE PUSH1 20 PUSH1 2 PUSH1 3 MCOPY' }),
  copy('of what a call returned', {
    code: call(CALLEE, { output: 40 }),
    accounts: callee('PUSH1 64 PUSH0 RETURN'),
  }),
]

const CHUNK = 4_352
const hashes: readonly KindCell[] = [
  ['of no bytes', 0],
  ['natively', 32_768],
  ['a first chunk', 32_769],
  ['another chunk', 32_769],
  ['a last chunk', 32_769],
  ['a last chunk of no bytes', 8 * CHUNK],
].flatMap(([outcome, length]) => {
  const range = `PUSH3 ${length} PUSH1 7`
  return [
    cell('KECCAK', `${outcome}`, { code: `${range} KECCAK256` }),
    cell('KECCAK', `${outcome} for a log`, { code: `PUSH1 9 ${range} LOG1` }),
  ]
})

const delegation = (to: Address): Uint8Array => Buffer.from(`ef0100${to.slice(2)}`, 'hex')
const delegatingTo = (to: Address): readonly [Address, Described['accounts']] => [
  DELEGATING,
  callee(delegation(to), DELEGATING),
]
const enters = (outcome: string, described: Described): KindCell =>
  cell('CALL_ENTER', outcome, described)
const targets: readonly (readonly [string, Address, Described['accounts']])[] = [
  ['a contract', OTHER, undefined],
  ['nobody', NOBODY, undefined],
  ['a precompile', PRECOMPILE, undefined],
  ['an account that delegates', ...delegatingTo(OTHER)],
  ['an account that delegates to a precompile', ...delegatingTo(PRECOMPILE)],
  ['an account that delegates to nobody', ...delegatingTo(NOBODY)],
]
const calls: readonly KindCell[] = [
  enters('too deep', { code: recursing, gas: ENDLESS_GAS }),
  enters('more than there is', { code: call(OTHER, { value: 78 }) }),
  enters('without the right to write', { code: call(OTHER, { op: 'STATICCALL' }) }),
  enters('a contract, with a value to itself', {
    code: call(CONTRACT, { value: 3 }),
    gas: 20_000n,
  }),
  ...targets.flatMap(([target, to, accounts]) => {
    const ofTarget = (outcome: string, code: string): KindCell =>
      enters(outcome, { code, ...(accounts && { accounts }) })
    return [
      ofTarget(target, call(to)),
      ofTarget(`${target}, with a value`, call(to, { value: 3 })),
      ofTarget(`${target}, with a value to itself`, call(to, { value: 3, op: 'CALLCODE' })),
    ]
  }),
]

/** The contract itself, otherwise than the test machine has it. */
const self = (code: string, change: Partial<WrittenAccount>) =>
  new Map([[CONTRACT, account(assemble(code), { balance: 77n, ...change })]])
const taken = (change: Partial<WrittenAccount>) =>
  new Map([[CREATED, account(new Uint8Array(), { nonce: 0n, ...change })]])
const creates = (outcome: string, described: Described): KindCell =>
  cell('CREATE_ENTER', outcome, described)
const creations: readonly KindCell[] = [
  creates('too deep', { code: `${recursing} ${creating()}`, gas: ENDLESS_GAS }),
  creates('more than there is', { code: creating(78) }),
  creates('after the last nonce', {
    code: creating(),
    accounts: self(creating(), { nonce: (1n << 64n) - 1n }),
  }),
  creates('where a nonce is', { code: creating(), accounts: taken({ nonce: 1n }) }),
  creates('where code is', { code: creating(), accounts: taken({ code: Uint8Array.of(0) }) }),
  creates('where storage is', {
    code: creating(),
    accounts: taken({ storage: new Map([[word(1), word(5)]]) }),
  }),
  creates('where nothing is', { code: creating(), calldata: 'STOP' }),
  creates('with a value where nothing is', { code: creating(3), calldata: 'SELFBALANCE' }),
  creates('where a balance is', {
    code: creating(),
    calldata: 'SELFBALANCE',
    accounts: taken({}),
  }),
  creates('with a value where a balance is', {
    code: creating(3),
    calldata: 'SELFBALANCE',
    accounts: taken({}),
  }),
  creates('of some code', { code: creating(), calldata: 'STOP' }),
  creates('of no code', { code: creating() }),
  creates('by CREATE', { code: creating(), calldata: 'STOP' }),
  creates('by CREATE2', { code: 'PUSH1 5 PUSH1 3 PUSH0 PUSH0 CREATE2' }),
]

const exits = (outcome: string, described: Described): KindCell =>
  cell('FRAME_EXIT', outcome, described)
const returning = (length: number): string => `PUSH2 ${length} PUSH0 RETURN`
const reverting = (length: number): string => `PUSH2 ${length} PUSH0 REVERT`
const storing = 'PUSH1 1 PUSH1 2 SSTORE'
const frameExits: readonly KindCell[] = [
  exits('the outermost call, with success', { code: 'STOP' }),
  exits('the outermost call, reverted', { code: reverting(9) }),
  exits('the outermost call, halted', { code: 'POP' }),
  exits('a call, with success, without output', {
    code: call(CALLEE, { output: 9 }),
    accounts: callee(storing),
  }),
  exits('a call, halted', {
    code: call(CALLEE, { output: 9 }),
    accounts: callee(`${storing} POP`),
  }),
  exits('a call, reverted, without output', {
    code: call(CALLEE, { output: 9 }),
    accounts: callee(`${storing} ${reverting(0)}`),
  }),
  ...[['with success', returning(40)] as const, ['reverted', reverting(40)] as const].flatMap(
    ([end, code]) => {
      const accounts = callee(`${storing} ${code}`)
      return [
        exits(`a call, ${end}, with an output that is wanted`, {
          code: call(CALLEE, { output: 9 }),
          accounts,
        }),
        exits(`a call, ${end}, with an output that nobody wants`, { code: call(CALLEE), accounts }),
      ]
    },
  ),
  exits('a creation of some code', { code: creating(), calldata: returning(50) }),
  exits('a creation of no code', { code: creating(), calldata: 'STOP' }),
  exits('a creation, reverted, without output', { code: creating(), calldata: reverting(0) }),
  exits('a creation, reverted, with an output that nobody wants', {
    code: creating(),
    calldata: reverting(40),
  }),
  exits('a creation, halted', { code: creating(), calldata: 'POP' }),
  exits('a creation of too long a code', {
    code: creating(),
    calldata: returning(24_577),
    gas: 9_000_000n,
  }),
  exits('a creation of a code that is not paid', {
    code: creating(),
    calldata: returning(9_000),
    gas: 1_000_000n,
  }),
  exits('a creation of a code that is reserved', {
    code: creating(),
    calldata: 'PUSH1 0xef PUSH0 MSTORE8 PUSH1 3 PUSH0 RETURN',
  }),
]

/** Every outcome of each kind that has a frame, but EXEC (opcodes have cells of their own) and PRECOMPILE (likewise). */
export const kindCells: readonly KindCell[] = [
  ...copies,
  ...hashes,
  ...calls,
  ...creations,
  ...frameExits,
]
