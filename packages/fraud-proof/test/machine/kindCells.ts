import type { WrittenAccount } from '@mvm/execution'
import type { Address, Hex } from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { Kind, type RunningState } from '../../src/index.ts'
import { createdAddress } from '../../src/opcode/createdAddress.ts'
import { CallFlag } from '../../src/step/CallFlag.ts'
import { CopySource } from '../../src/step/CopySource.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { countAt } from '../../src/step/pendingOf.ts'
import { EMPTY_CODE_HASH } from '../../src/store/ContentStore.ts'
import { noise } from './noise.ts'
import { address, CONTRACT, OTHER, type Program } from './TestMachine.ts'

/** A step of a kind other than EXEC, and what is to come of it. */
export interface KindCell {
  readonly kind: Kind
  readonly outcome: string
  readonly program: Program
  /** Which of the run's steps of the kind is meant. */
  readonly isMeant: (before: RunningState, after: RunningState) => boolean
}

const CALLEE = address(0xca11ee)
const DELEGATING = address(0xde1e)
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
  const word = op === 'CALL' ? `PUSH2 ${value}` : ''
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

function cell(
  kind: Kind,
  outcome: string,
  { code, calldata = new Uint8Array(), gas = GAS, accounts }: Described,
  isMeant: KindCell['isMeant'],
): KindCell {
  const data = typeof calldata === 'string' ? assemble(calldata) : calldata
  const program = { code: assemble(code), calldata: data, gas, ...(accounts && { accounts }) }
  return { kind, outcome, program, isMeant }
}

const pendingOf = (state: RunningState) => state.pending ?? { op: 0, words: [] }
const goesOn = (before: RunningState, after: RunningState): boolean => before.kind === after.kind
const isRefused = (before: RunningState, after: RunningState): boolean =>
  after.kind === Kind.EXEC && after.frame?.depth === before.frame?.depth
const isEntered = (before: RunningState, after: RunningState): boolean =>
  after.kind === Kind.EXEC && after.frame?.depth === (before.frame?.depth ?? 0) + 1
const flags = (state: RunningState): number => countAt(pendingOf(state), 6)

const copying = (length: number, from = 0): string =>
  `PUSH3 ${length} PUSH2 ${from} PUSH1 5 CALLDATACOPY`
const copies: readonly KindCell[] = [
  cell(
    Kind.COPY,
    'all at once',
    { code: copying(40), calldata: noise(100) },
    (a, b) => !goesOn(a, b),
  ),
  cell(Kind.COPY, 'a first chunk', { code: copying(9_000), calldata: noise(9_000) }, goesOn),
  cell(
    Kind.COPY,
    'a last chunk',
    { code: copying(9_000), calldata: noise(9_000) },
    (a, b) => countAt(pendingOf(a), 6) > 0 && !goesOn(a, b),
  ),
  cell(
    Kind.COPY,
    'of a source that ends inside of it',
    { code: copying(100, 70), calldata: noise(90) },
    (a) => countAt(pendingOf(a), 3) === 20,
  ),
  cell(
    Kind.COPY,
    'of a source that ended before it',
    { code: copying(17_000), calldata: noise(40) },
    (a) => countAt(pendingOf(a), 6) > 40,
  ),
  cell(
    Kind.COPY,
    'of code',
    { code: 'PUSH1 20 PUSH1 2 PUSH1 3 CODECOPY' },
    (a) => pendingOf(a).words[0] === CopySource.CODE,
  ),
  cell(
    Kind.COPY,
    'of what a call returned',
    { code: call(CALLEE, { output: 40 }), accounts: callee('PUSH1 64 PUSH0 RETURN') },
    (a) => pendingOf(a).op === 0,
  ),
]

const hashing = (length: number, op = 'KECCAK256'): string =>
  `${op === 'LOG1' ? 'PUSH1 9' : ''} PUSH3 ${length} PUSH1 7 ${op}`
const absorbed = (state: RunningState): number => countAt(pendingOf(state), 3)
const CHUNK = 4_352
const hashes: readonly KindCell[] = [
  cell(Kind.KECCAK, 'natively', { code: hashing(32_768) }, () => true),
  cell(Kind.KECCAK, 'of no bytes', { code: 'PUSH0 PUSH0 KECCAK256' }, () => true),
  cell(
    Kind.KECCAK,
    'for a log',
    { code: hashing(50, 'LOG1') },
    (a, b) => b.world.logCount > a.world.logCount,
  ),
  cell(
    Kind.KECCAK,
    'a first chunk',
    { code: hashing(32_769) },
    (a, b) => goesOn(a, b) && absorbed(a) === 0,
  ),
  cell(
    Kind.KECCAK,
    'another chunk',
    { code: hashing(32_769) },
    (a, b) => goesOn(a, b) && absorbed(a) > 0,
  ),
  cell(
    Kind.KECCAK,
    'a last chunk',
    { code: hashing(32_769) },
    (a, b) => absorbed(a) > 0 && !goesOn(a, b),
  ),
  cell(
    Kind.KECCAK,
    'a last chunk of no bytes',
    { code: hashing(8 * CHUNK) },
    (a, b) => absorbed(a) === 8 * CHUNK && !goesOn(a, b),
  ),
  cell(
    Kind.KECCAK,
    'a last chunk for a log',
    { code: hashing(40_000, 'LOG1') },
    (a, b) => absorbed(a) > 0 && b.world.logCount > a.world.logCount,
  ),
]

const delegation = (to: Address): Uint8Array => Buffer.from(`ef0100${to.slice(2)}`, 'hex')
const calls: readonly KindCell[] = [
  cell(Kind.CALL_ENTER, 'too deep', { code: recursing, gas: ENDLESS_GAS }, isRefused),
  cell(Kind.CALL_ENTER, 'more than there is', { code: call(OTHER, { value: 78 }) }, isRefused),
  cell(Kind.CALL_ENTER, 'a contract', { code: call(OTHER) }, isEntered),
  cell(
    Kind.CALL_ENTER,
    'a contract, with a value',
    { code: call(OTHER, { value: 3 }) },
    (a, b) => isEntered(a, b) && a.world.stateRoot !== b.world.stateRoot,
  ),
  cell(
    Kind.CALL_ENTER,
    'itself, with a value',
    { code: call(CONTRACT, { value: 3 }), gas: 20_000n },
    (a, b) => isEntered(a, b) && a.world.stateRoot === b.world.stateRoot,
  ),
  cell(
    Kind.CALL_ENTER,
    'without the right to write',
    { code: call(OTHER, { op: 'STATICCALL' }) },
    (_, b) => b.frame?.isStatic === true,
  ),
  cell(
    Kind.CALL_ENTER,
    'nobody',
    { code: call(address(0xabc)) },
    (a, b) => isEntered(a, b) && b.frame?.codeHash === EMPTY_CODE_HASH,
  ),
  cell(
    Kind.CALL_ENTER,
    'an account that delegates',
    { code: call(DELEGATING), accounts: callee(delegation(OTHER), DELEGATING) },
    (a, b) => isEntered(a, b) && flags(a) === CallFlag.DELEGATED,
  ),
  cell(
    Kind.CALL_ENTER,
    'an account that delegates to a precompile',
    { code: call(DELEGATING), accounts: callee(delegation(address(2)), DELEGATING) },
    (a, b) => isEntered(a, b) && b.frame?.codeHash === EMPTY_CODE_HASH,
  ),
  cell(
    Kind.CALL_ENTER,
    'a precompile',
    { code: call(address(2)) },
    (_, b) => b.kind === Kind.PRECOMPILE,
  ),
]

/** The contract itself, otherwise than the test machine has it. */
const self = (code: string, change: Partial<WrittenAccount>) =>
  new Map([[CONTRACT, account(assemble(code), { balance: 77n, ...change })]])
const taken = (change: Partial<WrittenAccount>) =>
  new Map([[CREATED, account(new Uint8Array(), { nonce: 0n, ...change })]])
/** The creator's nonce rises, and yet no frame begins. */
const collides = (a: RunningState, b: RunningState): boolean =>
  isRefused(a, b) && a.world.stateRoot !== b.world.stateRoot
const returning = (length: number): string => `PUSH2 ${length} PUSH0 RETURN`
const creations: readonly KindCell[] = [
  cell(
    Kind.CREATE_ENTER,
    'too deep',
    { code: `${recursing} ${creating()}`, gas: ENDLESS_GAS },
    (a, b) => isRefused(a, b) && a.world.stateRoot === b.world.stateRoot,
  ),
  cell(Kind.CREATE_ENTER, 'more than there is', { code: creating(78) }, isRefused),
  cell(
    Kind.CREATE_ENTER,
    'after the last nonce',
    { code: creating(), accounts: self(creating(), { nonce: (1n << 64n) - 1n }) },
    isRefused,
  ),
  cell(
    Kind.CREATE_ENTER,
    'where a nonce is',
    { code: creating(), accounts: taken({ nonce: 1n }) },
    collides,
  ),
  cell(
    Kind.CREATE_ENTER,
    'where code is',
    { code: creating(), accounts: taken({ code: Uint8Array.of(0) }) },
    collides,
  ),
  cell(
    Kind.CREATE_ENTER,
    'where storage is',
    {
      code: creating(),
      accounts: taken({
        storage: new Map([[word(1), word(5)]]),
      }),
    },
    collides,
  ),
  cell(Kind.CREATE_ENTER, 'where nothing is', { code: creating(), calldata: 'STOP' }, isEntered),
  cell(
    Kind.CREATE_ENTER,
    'with a value where a balance is',
    { code: creating(3), calldata: 'SELFBALANCE', accounts: taken({}) },
    isEntered,
  ),
  cell(
    Kind.CREATE_ENTER,
    'of no code',
    { code: creating() },
    (a, b) => isEntered(a, b) && b.frame?.codeHash === EMPTY_CODE_HASH,
  ),
  cell(
    Kind.CREATE_ENTER,
    'by CREATE2',
    { code: 'PUSH1 5 PUSH1 3 PUSH0 PUSH0 CREATE2' },
    (a, b) => isEntered(a, b) && pendingOf(a).op === 0xf5,
  ),
]

const exits = (name: string, described: Described, isMeant: KindCell['isMeant']): KindCell =>
  cell(Kind.FRAME_EXIT, name, described, isMeant)
const ends = (how: number, isCreate: boolean): KindCell['isMeant'] => {
  return ({ frame, pending }) =>
    frame?.isCreate === isCreate && frame.depth === 2 && pending?.words[0] === how
}
/** A creation that had its way and was not given its code. */
const isNotDeployed: KindCell['isMeant'] = (a, b) =>
  ends(ExitOutcome.SUCCEEDED, true)(a, b) && b.frame?.stack?.value === 0n
const isOutermost = (how: number): KindCell['isMeant'] => {
  return ({ frame, pending }, after) =>
    frame?.depth === 1 && pending?.words[0] === how && after.kind === Kind.TX_FINALIZE
}
const frameExits: readonly KindCell[] = [
  exits('the outermost, with success', { code: 'STOP' }, isOutermost(ExitOutcome.SUCCEEDED)),
  exits(
    'the outermost, reverted',
    { code: 'PUSH1 9 PUSH0 REVERT' },
    isOutermost(ExitOutcome.REVERTED),
  ),
  exits('the outermost, halted', { code: 'POP' }, isOutermost(ExitOutcome.HALTED)),
  exits(
    'a call, with success',
    { code: call(CALLEE), accounts: callee('PUSH1 1 PUSH1 2 SSTORE') },
    ends(ExitOutcome.SUCCEEDED, false),
  ),
  exits(
    'a call, reverted',
    {
      code: call(CALLEE, { output: 9 }),
      accounts: callee('PUSH1 1 PUSH1 2 SSTORE PUSH1 40 PUSH0 REVERT'),
    },
    (a, b) => ends(ExitOutcome.REVERTED, false)(a, b) && b.kind === Kind.COPY,
  ),
  exits(
    'a call, halted',
    { code: call(CALLEE, { output: 9 }), accounts: callee('PUSH1 1 PUSH1 2 SSTORE POP') },
    ends(ExitOutcome.HALTED, false),
  ),
  exits(
    'a call whose output nobody wants',
    { code: call(CALLEE), accounts: callee(returning(40)) },
    (a, b) => ends(ExitOutcome.SUCCEEDED, false)(a, b) && b.kind === Kind.EXEC,
  ),
  exits(
    'a creation',
    { code: creating(), calldata: returning(50) },
    (a, b) => ends(ExitOutcome.SUCCEEDED, true)(a, b) && b.frame?.stack?.value === BigInt(CREATED),
  ),
  exits(
    'a creation of no code',
    { code: creating(), calldata: 'STOP' },
    (a, b) => ends(ExitOutcome.SUCCEEDED, true)(a, b) && b.frame?.stack?.value === BigInt(CREATED),
  ),
  exits(
    'a creation, reverted',
    { code: creating(), calldata: 'PUSH1 40 PUSH0 REVERT' },
    (a, b) => ends(ExitOutcome.REVERTED, true)(a, b) && b.frame?.returndata.length === 40,
  ),
  exits(
    'a creation, halted',
    { code: creating(), calldata: 'POP' },
    ends(ExitOutcome.HALTED, true),
  ),
  exits(
    'a creation of too long a code',
    { code: creating(), calldata: returning(24_577), gas: 9_000_000n },
    isNotDeployed,
  ),
  exits(
    'a creation of a code that is not paid',
    { code: creating(), calldata: returning(9_000), gas: 1_000_000n },
    isNotDeployed,
  ),
  exits(
    'a creation of a code that is reserved',
    { code: creating(), calldata: 'PUSH1 0xef PUSH0 MSTORE8 PUSH1 3 PUSH0 RETURN' },
    isNotDeployed,
  ),
]

/** Every outcome of each kind that has a frame, but EXEC (opcodes have cells of their own) and PRECOMPILE (likewise). */
export const kindCells: readonly KindCell[] = [
  ...copies,
  ...hashes,
  ...calls,
  ...creations,
  ...frameExits,
]
