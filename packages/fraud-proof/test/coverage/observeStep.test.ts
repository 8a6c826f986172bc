import { describe, expect, it } from 'vitest'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { Kind, opcodeRules, type RunningState } from '../../src/index.ts'
import { haltFrame } from '../../src/step/haltFrame.ts'
import { kindCells, placeOfKind } from '../machine/kindCells.ts'
import { TestMachine } from '../machine/TestMachine.ts'
import { callingPrecompile } from '../precompile/callingPrecompile.ts'
import { precompileCells } from '../precompile/precompileCells.ts'
import type { PrecompileOutcome } from '../precompile/precompileInputs.ts'
import { coldOpcodes } from './coldOpcodes.ts'
import { coverageTable } from './coverageTable.ts'
import { findGaps } from './findGaps.ts'
import { comparedCall, metIn } from './metCells.ts'
import { observeStep } from './observeStep.ts'

const table = coverageTable()
const MODEXP = 5
const ofModExp = precompileCells().filter(({ number }) => number === MODEXP)

/** The gaps of MODEXP's cells if other inputs stand for those of an outcome. */
function gapsWith(meant: PrecompileOutcome, really: PrecompileOutcome): string[] {
  const impostor = ofModExp.find(({ outcome }) => outcome === really)
  if (impostor === undefined) throw new Error(`there is no input for ${really}`)
  const given = ofModExp.map((cell) => (cell.outcome === meant ? impostor : cell))
  const met = metIn(given.map(({ number, input, gas }) => comparedCall(number, input, gas)))
  return findGaps(
    table.filter(({ name }) => name.startsWith(`precompile ${MODEXP}:`)),
    { ...met, seen: met.covered },
  )
}

/** Two states next to each other. */
type Step = readonly [before: RunningState, after: RunningState]

const names = new Set(table.map(({ name }) => name))

/** What a step whose states are changed met though it cannot, or though the table does not have it. */
function gapsOf(machine: TestMachine, step: Step, change: (step: Step) => Step): string[] {
  const seen = new Set(observeStep(...change(step), machine.store))
  return findGaps(table, { covered: names, seen })
}

function stepOf(kind: keyof typeof Kind, outcome: string): [TestMachine, Step] {
  const cell = kindCells.find((one) => one.kind === kind && one.outcome === outcome)
  if (cell === undefined) throw new Error(`there is no cell ${kind}: ${outcome}`)
  const machine = new TestMachine(cell.program)
  const states = machine.states() as RunningState[]
  const place = placeOfKind(cell, states, machine.store)
  return [machine, [states[place] as RunningState, states[place + 1] as RunningState]]
}

function callOf(number: number, input: Uint8Array, gas = 4_000_000n): [TestMachine, Step] {
  const machine = new TestMachine(callingPrecompile(number, input, gas))
  const states = machine.states() as RunningState[]
  const place = states.findIndex(({ kind }) => kind === Kind.PRECOMPILE)
  return [machine, [states[place] as RunningState, states[place + 1] as RunningState]]
}

/** The last opcode of a program. */
function opcodeStep(code: string): [TestMachine, Step] {
  const machine = new TestMachine({ code: assemble(code) })
  const states = machine.states() as RunningState[]
  return [machine, [states.at(-4) as RunningState, states.at(-3) as RunningState]]
}

/** A state with some words of its pending operation changed. */
function withWords(state: RunningState, changed: Readonly<Record<number, bigint | number>>) {
  const words = [...(state.pending?.words ?? [])]
  for (const [i, word] of Object.entries(changed)) words[Number(i)] = word
  return { ...state, pending: { op: state.pending?.op ?? 0, words } }
}

function withFrame(
  state: RunningState,
  changed: Partial<NonNullable<RunningState['frame']>>,
): RunningState {
  if (state.frame === null) throw new Error('the state has no frame')
  return { ...state, frame: { ...state.frame, ...changed } }
}

describe('what a step of a precompile came to', { timeout: 120_000 }, () => {
  it('leaves no gap where each input does what it is meant for', () => {
    expect(gapsWith('output', 'output')).toEqual([])
  })

  const failing = ['refused', 'too dear', 'too long', 'out of gas'] as const
  const pairs = failing.flatMap((meant) =>
    failing.flatMap((really) => (meant === really ? [] : [[meant, really] as const])),
  )
  it.each([
    ...pairs,
    ...failing.map((meant) => [meant, 'output'] as const),
    ['just enough gas', 'output'] as const,
    ['no input, taken', 'output'] as const,
    ['no input, taken', 'empty output'] as const,
  ])('is not %s if really it is %s', (meant, really) => {
    expect(gapsWith(meant, really)).toContain(`precompile 5: ${meant} is not covered`)
  })

  it('is told apart by one gas, one byte, and the bound of the price', () => {
    const met = (number: number, input: Uint8Array, gas?: bigint) => {
      const [machine, step] = callOf(number, input, gas)
      return observeStep(...step, machine.store)
    }
    const word = new Uint8Array(32)
    expect(met(2, word, 72n)).toEqual(['precompile 2: output', 'precompile 2: just enough gas'])
    expect(met(2, word, 71n)).toEqual(['precompile 2: out of gas'])
    expect(met(2, new Uint8Array(32_768))).toEqual(['precompile 2: output'])
    expect(met(2, new Uint8Array(32_769))).toEqual(['precompile 2: too long'])
    expect(met(4, new Uint8Array(32_769))).toEqual(['precompile 4: output'])
    // 86 pairs cost 2,969,000 gas, 87 cost 3,003,000.
    expect(met(8, new Uint8Array(86 * 192), 2_968_999n)).toEqual(['precompile 8: out of gas'])
    expect(met(8, new Uint8Array(87 * 192), 3_003_000n)).toEqual(['precompile 8: too dear'])
  })

  it('is no cell at all where two reasons account for it', () => {
    const [machine, step] = callOf(8, new Uint8Array(87 * 192), 3_002_999n)
    expect(gapsOf(machine, step, (same) => same)).toEqual([
      'precompile 8: too dear and out of gas is not in the table',
    ])
  })

  it('is a gap where it is met and excluded, or fits no end', () => {
    const [hashing, hash] = callOf(2, new Uint8Array(32))
    expect(gapsOf(hashing, hash, (same) => same)).toEqual([])
    expect(gapsOf(hashing, hash, ([before]) => [before, haltFrame(before)])).toEqual([
      'precompile 2: refused is met, and excluded: takes any input',
    ])
    expect(
      gapsOf(hashing, hash, ([before, after]) => [before, withWords(after, { 3: 0 })]),
    ).toEqual(['precompile 2: empty output is met, and excluded: outputs of fixed length'])
    expect(
      gapsOf(hashing, hash, ([before, after]) => [withFrame(before, { gas: 71n }), after]),
    ).toEqual(['precompile 2: succeeds though out of gas is not in the table'])
    expect(
      gapsOf(hashing, hash, ([before, after]) => [before, withFrame(after, { gas: 5n })]),
    ).toEqual(['precompile 2: succeeds at another price is not in the table'])
    const [long, tooLong] = callOf(2, new Uint8Array(32_769))
    expect(gapsOf(long, tooLong, ([before]) => [before, withWords(hash[1], {})])).toEqual([
      'precompile 2: succeeds though too long is not in the table',
    ])
  })
})

describe('what a step of another kind in a frame came to', { timeout: 120_000 }, () => {
  it('fits the table for each of the cells', () => {
    for (const { kind, outcome } of kindCells) {
      if (outcome === 'too deep') continue
      const [machine, step] = stepOf(kind, outcome)
      expect(gapsOf(machine, step, (same) => same)).toEqual([])
    }
  })

  it.each<readonly [keyof typeof Kind, string, (step: Step) => Step, string]>([
    [
      'COPY',
      'all at once',
      ([before, after]) => [withWords(before, { 5: 0 }), after],
      'COPY: of no bytes is met, and excluded: what copies nothing ends without it',
    ],
    [
      'COPY',
      'of code',
      ([before, after]) => [withWords(before, { 0: 0 }), after],
      'COPY: of another source than its opcode has is not in the table',
    ],
    [
      'COPY',
      'another chunk',
      ([before]) => [before, before],
      'COPY: a chunk of no size is not in the table',
    ],
    [
      'KECCAK',
      'natively',
      ([before, after]) => [before, withFrame(after, { stack: before.frame?.stack ?? null })],
      'KECCAK: natively, which pushes 0 and logs 0 is not in the table',
    ],
    [
      'KECCAK',
      'natively',
      ([before, after]) => [withWords(before, { 2: 32_769 }), after],
      'KECCAK: a last chunk of 32769 bytes is not in the table',
    ],
    [
      'KECCAK',
      'another chunk',
      ([before, after]) => [before, withWords(after, { 3: 4_353 })],
      'KECCAK: a chunk of 1 of 32769 bytes is not in the table',
    ],
    [
      'CALL_ENTER',
      'a contract',
      ([before, after]) => [withWords(before, { 3: 78n }), after],
      'CALL_ENTER: entered though more than there is is not in the table',
    ],
    [
      'CALL_ENTER',
      'more than there is',
      ([before, after]) => [withWords(before, { 3: 77n }), after],
      'CALL_ENTER: refused for no reason is not in the table',
    ],
    [
      'CALL_ENTER',
      'a contract, with a value',
      ([before, after]) => [withFrame(before, { isStatic: true }), after],
      'CALL_ENTER: a value out of a static frame is met, and excluded: CALL with a value halts there',
    ],
    [
      'CALL_ENTER',
      'without the right to write',
      ([before, after]) => [before, withFrame(after, { isStatic: false })],
      'CALL_ENTER: with rights that it has not is not in the table',
    ],
    [
      'CREATE_ENTER',
      'of some code',
      ([before, after]) => [withFrame(before, { isStatic: true }), after],
      'CREATE_ENTER: in a static frame is met, and excluded: CREATE and CREATE2 halt there',
    ],
    [
      'CREATE_ENTER',
      'where code is',
      ([before, after]) => [before, { ...after, world: before.world }],
      'CREATE_ENTER: neither entered nor refused is not in the table',
    ],
    [
      'CREATE_ENTER',
      'with a value where nothing is',
      ([before, after]) => [withWords(before, { 0: 78n }), after],
      'CREATE_ENTER: entered though more than there is is not in the table',
    ],
    [
      'FRAME_EXIT',
      'a call, halted',
      ([before, after]) => [withWords(before, { 3: 9 }), after],
      'FRAME_EXIT: a call, halted, with an output is met, and excluded: a frame that halts leaves none',
    ],
    [
      'FRAME_EXIT',
      'a call, reverted, without output',
      ([before, after]) => [withWords(before, { 0: 1 }), after],
      'FRAME_EXIT: a call, failed though it succeeded is not in the table',
    ],
    [
      'FRAME_EXIT',
      'a creation of some code',
      ([before, after]) => [withFrame(before, { gas: 9_999n }), after],
      'FRAME_EXIT: a creation deployed though of a code that is not paid is not in the table',
    ],
  ])('is a gap where %s (%s) is met otherwise', (kind, outcome, change, gap) => {
    const [machine, step] = stepOf(kind, outcome)
    expect(gapsOf(machine, step, change)).toContain(gap)
  })
})

describe('why an opcode halted', () => {
  const metBy = (code: string, gas?: bigint): readonly string[] => {
    const machine = new TestMachine({ code: assemble(code), ...(gas && { gas }) })
    const states = machine.states() as RunningState[]
    return observeStep(states.at(-3) as RunningState, states.at(-2) as RunningState, machine.store)
  }

  it('is that memory ends before one of its ranges does, if gas is no reason', () => {
    expect(metBy('PUSH3 4194273 MLOAD')).toEqual(['MLOAD: memory above the limit'])
    expect(metBy('PUSH3 4194272 MLOAD')).toEqual(['MLOAD: out of gas'])
    expect(metBy('PUSH1 2 PUSH3 4194303 PUSH0 MCOPY')).toEqual(['MCOPY: memory above the limit'])
    expect(metBy('PUSH1 1 PUSH3 4194303 PUSH0 MCOPY')).toEqual(['MCOPY: out of gas'])
    // Of no bytes it reaches nowhere.
    expect(metBy('PUSH0 PUSH0 PUSH3 4194400 RETURNDATACOPY POP')).toEqual(['POP: underflow'])
  })

  it('is the opcode itself where nothing else is the reason', () => {
    expect(metBy('PUSH0 JUMP')).toEqual(['JUMP: refused'])
    expect(metBy('PUSH1 1 PUSH0 PUSH0 RETURNDATACOPY')).toEqual(['RETURNDATACOPY: refused'])
    expect(metBy('PUSH2 49153 PUSH0 PUSH0 CREATE')).toEqual(['CREATE: refused'])
    // A store refuses what is left of the gas, not itself.
    expect(metBy('PUSH0 PUSH0 SSTORE', 2_304n)).toEqual(['SSTORE: out of gas'])
  })
})

describe('what an opcode accesses', () => {
  const eip2929 = [
    ...['BALANCE', 'CALL', 'CALLCODE', 'DELEGATECALL', 'EXTCODECOPY', 'EXTCODEHASH'],
    ...['EXTCODESIZE', 'SELFDESTRUCT', 'SLOAD', 'SSTORE', 'STATICCALL'],
  ]
  it('can be cold for those of EIP-2929 and no others', () => {
    expect([...coldOpcodes.keys()].toSorted()).toEqual(eip2929)
    const possible = opcodeRules.flatMap((rule) =>
      rule !== undefined &&
      table.some(({ name, exclusion }) => name === `${rule.name}: cold` && exclusion === null)
        ? [rule.name]
        : [],
    )
    expect(possible.toSorted()).toEqual(eip2929)
  })

  it('is a gap where it stays cold, or where another opcode warms something', () => {
    const [loading, load] = opcodeStep('PUSH1 1 SLOAD')
    expect(observeStep(...load, loading.store)).toEqual(['SLOAD: ok', 'SLOAD: cold'])
    expect(
      gapsOf(loading, load, ([before, after]) => [before, { ...after, world: before.world }]),
    ).toEqual(['SLOAD: leaves cold what it accesses is not in the table'])
    const [adding, add] = opcodeStep('PUSH1 1 PUSH1 1 ADD')
    expect(gapsOf(adding, add, (same) => same)).toEqual([])
    expect(
      gapsOf(adding, add, ([before, after]) => [before, { ...after, world: load[1].world }]),
    ).toEqual([
      'ADD: cold is met, and excluded: it accesses no account or slot, or one that is always warm',
    ])
  })
})
