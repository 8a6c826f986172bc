import { EVMError } from '@ethereumjs/evm'
import { type Address, toBigInt } from '@mvm/protocol'
import type { Slot } from '../../state/CommittedState.ts'
import { toStorageValue } from '../../state/toStorageValue.ts'
import type { WorldState } from '../../state/WorldState.ts'
import type { HexMemory } from './HexMemory.ts'
import type { OpcodeTable, RunState } from './OpcodeTables.ts'

/** Where the opcodes find the state that they work on. */
export interface HotOpcodeContext {
  readonly world: () => WorldState
  readonly hex: HexMemory
}

type Entry = OpcodeTable[number]
type Override = Partial<Pick<Entry, 'gasHandler' | 'opHandler'>>

/** EIP-2929, EIP-2200 as changed by EIP-3529. */
const WARM_READ = 100n
const COLD_SLOAD = 2_100n
const STORE_SET = 20_000n
const STORE_RESET = 2_900n
const STORE_SENTRY = 2_300n
const CLEAR_REFUND = 4_800n

const NOTHING = new Uint8Array()

const COPY_WORD = 3n
const KECCAK_WORD = 6n

/**
 * The opcodes that ordinary contracts spend their time in, without the promises and the conversions that the
 * packaged ones go through. By London's rules and later; the same results otherwise.
 */
export function withHotOpcodes(table: OpcodeTable, context: HotOpcodeContext): OpcodeTable {
  const overrides: Readonly<Record<number, Override>> = {
    32: { gasHandler: (state, gas) => rangeGas(state, gas, 0, 1, KECCAK_WORD) },
    55: copy(({ env }) => env.callData),
    57: copy(({ env }) => env.code),
    60: { opHandler: (state) => copyCode(state, context) },
    81: { gasHandler: (state, gas) => wordGas(state, gas, 32n), opHandler: mload },
    82: { gasHandler: (state, gas) => wordGas(state, gas, 32n), opHandler: mstore },
    83: { gasHandler: (state, gas) => wordGas(state, gas, 1n) },
    84: sload(context),
    85: sstore(context),
    243: { gasHandler: (state, gas) => rangeGas(state, gas, 0, 1, 0n) },
    253: { gasHandler: (state, gas) => rangeGas(state, gas, 0, 1, 0n) },
  }
  return table.map((entry, opcode) => {
    const override = overrides[opcode]
    if (override === undefined) return entry
    const { opcodeInfo } = entry
    return { ...entry, ...override, opcodeInfo: { ...opcodeInfo, isAsync: false } }
  })
}

/** An opcode that copies out of the frame's own bytes. */
function copy(source: (state: RunState) => Uint8Array): Override {
  return {
    gasHandler: (state, gas) => rangeGas(state, gas, 0, 2, COPY_WORD),
    opHandler: (state) => copyToMemory(state, source(state)),
  }
}

function copyCode(state: RunState, { world }: HotOpcodeContext): void {
  const address = BigInt.asUintN(160, state.stack.pop()).toString(16).padStart(40, '0')
  copyToMemory(state, world().code(`0x${address}` as Address))
}

/**
 * Copies as the three numbers on top of the stack say: to where in memory, from where, and how much; beyond the end there
 * are zeros. The packaged opcodes fill up byte by byte, which takes a millisecond for a few kilobytes.
 */
function copyToMemory(state: RunState, source: Uint8Array): void {
  const [memoryOffset, offset, length] = state.stack.popN(3) as [bigint, bigint, bigint]
  if (length === 0n) return
  const [start, size] = [Number(memoryOffset), Number(length)]
  state.memory.extend(start, size)
  const present = offset < BigInt(source.length) ? source.subarray(Number(offset)) : NOTHING
  const { _store: memory } = state.memory
  memory.set(present.subarray(0, size), start)
  if (present.length < size) memory.fill(0, start + present.length, start + size)
}

function sload({ world, hex }: HotOpcodeContext): Override {
  return {
    gasHandler: (state, gas) => {
      const slot = slotOf(state.stack.peek(1)[0] as bigint)
      const self = hex.address(state.env.address)
      if (world().isWarmSlot(self, slot)) return gas + WARM_READ
      world().warmSlot(self, slot)
      return gas + COLD_SLOAD
    },
    opHandler: (state) => {
      const slot = slotOf(state.stack.pop())
      state.stack.push(toBigInt(world().storage(hex.address(state.env.address), slot)))
    },
  }
}

function sstore({ world, hex }: HotOpcodeContext): Override {
  return {
    gasHandler: (state, gas) => {
      if (state.env.isStatic) throw new EVMError(EVMError.errorMessages.STATIC_STATE_CHANGE)
      const [key, value] = state.stack.peek(2) as [bigint, bigint]
      if (state.gasLeft <= STORE_SENTRY) throw new EVMError(EVMError.errorMessages.OUT_OF_GAS)
      return gas + storeGas(world(), state, hex.address(state.env.address), slotOf(key), value)
    },
    opHandler: (state) => {
      const slot = slotOf(state.stack.pop())
      const value = toStorageValue(state.stack.pop())
      world().setStorage(hex.address(state.env.address), slot, value)
    },
  }
}

function storeGas(
  world: WorldState,
  state: RunState,
  self: Address,
  slot: Slot,
  value: bigint,
): bigint {
  let gas = 0n
  if (!world.isWarmSlot(self, slot)) {
    world.warmSlot(self, slot)
    gas = COLD_SLOAD
  }
  const current = toBigInt(world.storage(self, slot))
  if (current === value) return gas + WARM_READ
  const original = toBigInt(world.originalStorage(self, slot))
  if (original === current) {
    if (original === 0n) return gas + STORE_SET
    if (value === 0n) state.gasRefund += CLEAR_REFUND
    return gas + STORE_RESET
  }
  if (original !== 0n) {
    if (current === 0n) state.gasRefund -= CLEAR_REFUND
    else if (value === 0n) state.gasRefund += CLEAR_REFUND
  }
  if (original === value) {
    state.gasRefund += (original === 0n ? STORE_SET : STORE_RESET) - WARM_READ
  }
  return gas + WARM_READ
}

function mload(state: RunState): void {
  const offset = Number(state.stack.pop())
  state.memory.extend(offset, 32)
  const { buffer, byteOffset } = state.memory._store
  const view = new DataView(buffer, byteOffset + offset, 32)
  const high = (view.getBigUint64(0) << 64n) | view.getBigUint64(8)
  const low = (view.getBigUint64(16) << 64n) | view.getBigUint64(24)
  state.stack.push(high === 0n ? low : (high << 128n) | low)
}

function mstore(state: RunState): void {
  const offset = Number(state.stack.pop())
  const word = state.stack.pop()
  state.memory.extend(offset, 32)
  const { buffer, byteOffset } = state.memory._store
  const view = new DataView(buffer, byteOffset + offset, 32)
  view.setBigUint64(24, BigInt.asUintN(64, word))
  view.setBigUint64(16, BigInt.asUintN(64, word >> 64n))
  view.setBigUint64(8, BigInt.asUintN(64, word >> 128n))
  view.setBigUint64(0, word >> 192n)
}

/** Gas of an opcode that touches one word of memory at the offset on top of the stack. */
function wordGas(state: RunState, gas: bigint, length: bigint): bigint {
  return gas + memoryGas(state, state.stack.peek(1)[0] as bigint, length)
}

/** Gas of an opcode over a range of memory, whose offset and length stand at these places of the stack. */
function rangeGas(
  state: RunState,
  gas: bigint,
  offsetAt: number,
  lengthAt: number,
  perWord: bigint,
): bigint {
  const items = state.stack.peek(lengthAt + 1)
  const length = items[lengthAt] as bigint
  if (length === 0n) return gas
  return gas + memoryGas(state, items[offsetAt] as bigint, length) + perWord * wordsOf(length)
}

/** What it costs to make memory reach to the end of a range (Yellow Paper, appendix H). */
function memoryGas(state: RunState, offset: bigint, length: bigint): bigint {
  const words = wordsOf(offset + length)
  if (words <= state.memoryWordCount) return 0n
  const cost = words * 3n + (words * words) / 512n
  const added = cost - state.highestMemCost
  state.highestMemCost = cost
  state.memoryWordCount = words
  return added
}

function wordsOf(bytes: bigint): bigint {
  return (bytes + 31n) >> 5n
}

function slotOf(key: bigint): Slot {
  return `0x${key.toString(16).padStart(64, '0')}`
}
