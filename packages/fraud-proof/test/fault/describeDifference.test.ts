import { asHash, keccak256Hex } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import {
  describeDifference,
  type Frame,
  Kind,
  type MachineState,
  MemoryTree,
  pushed,
  type RunningState,
} from '../../src/index.ts'
import { stateWords } from '../../src/state/stateWords.ts'
import { pendingNames, wordNames } from '../../src/state/wordNames.ts'
import { TestMachine } from '../machine/TestMachine.ts'

const { start } = new TestMachine({ code: Uint8Array.of(0), calldata: Uint8Array.of(1, 2) })
const frame = start.frame as Frame
const calling: RunningState = {
  ...start,
  kind: Kind.CALL_ENTER,
  pending: { op: 0xf1, words: Array.from({ length: 12 }, (_, i) => i) },
}

/** Another value of the same sort. */
function changed(value: unknown): unknown {
  if (typeof value === 'bigint') return value ^ 1n
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value instanceof MemoryTree) return MemoryTree.of(Uint8Array.of(9))
  if (typeof value === 'string') return keccak256Hex(Uint8Array.of(0xab, 1)).slice(0, value.length)
  throw new TypeError(`what is ${String(value)}?`)
}

describe('the difference between two states', () => {
  it('is named after the field that differs', () => {
    for (const part of ['world', 'block', 'transaction'] as const) {
      for (const [name, value] of Object.entries(start[part] as object)) {
        const other = { ...start, [part]: { ...start[part], [name]: changed(value) } }
        expect(describeDifference(start, other as RunningState)).toBe(`${part}.${name}`)
      }
    }
    for (const [name, value] of Object.entries(frame)) {
      if (typeof value === 'object') continue
      const other = { ...start, frame: { ...frame, [name]: changed(value) } }
      expect(describeDifference(start, other as RunningState)).toBe(`frame.${name}`)
    }
    pendingNames[Kind.CALL_ENTER]?.forEach((name, i) => {
      const words = (calling.pending?.words ?? []).with(i, 99)
      const other = { ...calling, pending: { op: 0xf1, words } }
      expect(describeDifference(calling, other)).toBe(`pending.${name}`)
    })
  })

  it('is named after what a frame has of its own', () => {
    const withFrame = (change: Partial<Frame>): MachineState => ({
      ...start,
      frame: { ...frame, ...change },
    })
    const tree = MemoryTree.of(Uint8Array.of(9))
    const { calldata, returndata, snap } = frame
    const cases: readonly (readonly [string, Partial<Frame>])[] = [
      ['parent', { parent: frame }],
      ['stackSize', { stack: pushed(null, 1n) }],
      ['memory', { memory: tree }],
      ['calldata', { calldata: { ...calldata, tree } }],
      ['calldataOffset', { calldata: { ...calldata, offset: 7 } }],
      ['calldataLength', { calldata: { ...calldata, length: 7 } }],
      ['returndata', { returndata: { ...returndata, tree } }],
      ['returndataOffset', { returndata: { ...returndata, offset: 7 } }],
      ['returndataLength', { returndata: { ...returndata, length: 7 } }],
      ['snap.stateRoot', { snap: { ...snap, stateRoot: asHash(keccak256Hex(Uint8Array.of(5))) } }],
      ['snap.refund', { snap: { ...snap, refund: 7n } }],
    ]
    for (const [name, change] of cases) {
      expect(describeDifference(start, withFrame(change))).toBe(`frame.${name}`)
    }
    const [one, two] = [
      withFrame({ stack: pushed(null, 1n) }),
      withFrame({ stack: pushed(null, 2n) }),
    ]
    expect(describeDifference(one, two)).toBe('frame.stack')
  })

  it('has a name for each word', () => {
    const { world, block, transaction } = start
    expect(wordNames.world.length).toBe(stateWords.world(world).length)
    expect(wordNames.block.length).toBe(stateWords.block(block).length)
    expect(transaction && wordNames.transaction.length).toBe(
      transaction && stateWords.transaction(transaction).length,
    )
    expect(wordNames.frame.length).toBe(stateWords.frame(frame).length)
  })

  it('is a whole part that only one has, another kind, another output root, or none', () => {
    expect(describeDifference(start, { ...start })).toBeNull()
    expect(describeDifference(start, { ...start, frame: null })).toBe('frame')
    expect(describeDifference(start, calling)).toBe('kind')
    const halted = (n: number): MachineState => ({
      kind: Kind.HALT,
      outputRoot: asHash(keccak256Hex(Uint8Array.of(n))),
    })
    expect(describeDifference(start, halted(1))).toBe('kind')
    expect(describeDifference(halted(1), halted(2))).toBe('outputRoot')
    expect(describeDifference(halted(1), halted(1))).toBeNull()
  })

  it('is sought in the world last, whose roots change with whatever else does', () => {
    const world = { ...start.world, refund: 7n }
    const other = { ...start, world, frame: { ...frame, gas: 7n } }
    expect(describeDifference(start, other)).toBe('frame.gas')
  })
})
