import { type Address, type Hex, type TraceKind, toHex } from '@mvm/protocol'
import type { WorldView } from '../block/TransactionWatcher.ts'
import type { ObservedStep } from '../engine/FrameObserver.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { slotWord } from './slotWord.ts'
import type { TraceBudget } from './TraceBudget.ts'
import type { TraceJson, Tracer } from './Tracer.ts'

const SLOAD = 0x54
const SSTORE = 0x55
const WORD_BYTES = 32
/** What an entry takes without stack, memory and storage, roughly. */
const ENTRY_BYTES = 90

type Entry = { [key: string]: TraceJson }

/** Every opcode with what it finds (geth's structLogger). */
export class StructTracer implements Tracer {
  readonly #kind: Extract<TraceKind, { kind: 'struct' }>
  readonly #budget: TraceBudget
  readonly #entries: Entry[] = []
  readonly #storage = new Map<Address, { [slot: Hex]: Hex }>()
  #view: WorldView | null = null
  /** What the storage is if the SSTORE shown last cannot be executed. */
  #unwritten: { entry: Entry | null; readonly storage: { readonly [slot: Hex]: Hex } } | null = null

  constructor(kind: Extract<TraceKind, { kind: 'struct' }>, budget: TraceBudget) {
    this.#kind = kind
    this.#budget = budget
  }

  begin(_transaction: unknown, view: WorldView): void {
    this.#view = view
  }

  onStep(step: ObservedStep): void {
    this.#budget.step()
    const { hasMemory, hasStack, hasStorage, hasReturnData, limit } = this.#kind
    if (limit !== 0 && this.#entries.length >= limit) return
    let bytes = ENTRY_BYTES
    const entry: Entry = {
      pc: step.pc,
      op: step.name,
      gas: Number(step.gas),
      gasCost: Number(step.cost),
      depth: step.depth + 1,
    }
    if (hasStack) {
      const stack = step.stack().map((item) => `0x${item.toString(16)}`)
      entry.stack = stack
      bytes += stack.length * 20
    }
    if (hasMemory) {
      const memory = words(step.memory())
      entry.memory = memory
      bytes += memory.length * 69
    }
    const isStorage = step.opcode === SLOAD || step.opcode === SSTORE
    if (hasStorage && isStorage) {
      const storage = this.#touch(step)
      if (storage !== null) entry.storage = storage
      if (this.#unwritten !== null) this.#unwritten.entry = entry
      bytes += Object.keys(storage ?? {}).length * 136
    }
    if (hasReturnData) {
      entry.returnData = toHex(step.returnData())
      bytes += step.returnData().length * 2
    }
    entry.refund = Number(step.refund)
    this.#budget.spend(bytes)
    this.#entries.push(entry)
  }

  onFault(error: string): void {
    const last = this.#entries.at(-1)
    if (last === undefined) return
    last.error = error
    const unwritten = this.#unwritten
    if (unwritten !== null && unwritten.entry === last) last.storage = unwritten.storage
  }

  end({ receipt, status, output }: ExecutedTransaction): TraceJson {
    return {
      gas: Number(receipt.gasUsed),
      failed: status !== 'succeeded',
      returnValue: status === 'halted' ? '0x' : toHex(output),
      structLogs: this.#entries,
    }
  }

  /** All slots of the contract that were used so far, this one included. */
  #touch(step: ObservedStep): { readonly [slot: Hex]: Hex } | null {
    const { opcode, self } = step
    const key = step.peek(0)
    const value = opcode === SSTORE ? step.peek(1) : undefined
    if (key === undefined || (opcode === SSTORE && value === undefined)) return null
    const slot = slotWord(key)
    const stored = this.#view?.storage(self, slot) ?? new Uint8Array()
    const word = value === undefined ? padded(stored) : slotWord(value)
    const known = { ...this.#storage.get(self), [slot]: word }
    this.#unwritten =
      value === undefined
        ? null
        : { entry: null, storage: { ...this.#storage.get(self), [slot]: padded(stored) } }
    this.#storage.set(self, known)
    return known
  }
}

function padded(bytes: Uint8Array): Hex {
  return `0x${toHex(bytes).slice(2).padStart(64, '0')}`
}

function words(memory: Uint8Array): Hex[] {
  const all: Hex[] = []
  for (let at = 0; at < memory.length; at += WORD_BYTES) {
    all.push(toHex(memory.subarray(at, at + WORD_BYTES)))
  }
  return all
}
