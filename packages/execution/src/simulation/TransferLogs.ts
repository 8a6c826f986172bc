import { type Address, type Hex, keccak256Hex, type Log, toHex } from '@mvm/protocol'
import type {
  FrameEnd,
  FrameObserver,
  ObservedFrame,
  ObservedStep,
} from '../engine/FrameObserver.ts'
import { readMemory } from '../tracing/readMemory.ts'

/** Where transfers of the native coin are told as if it were an ERC-20 token (ERC-7528). */
const NATIVE_COIN = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee' as Address
const TRANSFER: Hex = keccak256Hex(Buffer.from('Transfer(address,address,uint256)'))

const LOG0 = 0xa0
const LOG4 = 0xa4
const SELFDESTRUCT = 0xff

/** Collects a transaction's logs, and a log for each transfer of the native coin, in their order. */
export class TransferLogs implements FrameObserver {
  readonly #view: (address: Address) => bigint
  /** Logs of each frame that is open. */
  readonly #frames: Log[][] = [[]]
  #pending: Log | null = null

  /** @param balance reads an account's balance as it is now */
  constructor(balance: (address: Address) => bigint) {
    this.#view = balance
  }

  get logs(): readonly Log[] {
    return this.#frames[0] ?? []
  }

  onEnter({ kind, from, to, value }: ObservedFrame): void {
    this.#settle()
    const logs: Log[] = []
    if (value > 0n && to !== null && kind === 'CALL') logs.push(transferLog(from, to, value))
    this.#frames.push(logs)
    if (value > 0n && to === null) this.#created.set(this.#frames.length, { from, value })
  }

  readonly #created = new Map<number, { readonly from: Address; readonly value: bigint }>()

  onStep(step: ObservedStep): void {
    this.#settle()
    const { opcode, self } = step
    if (opcode >= LOG0 && opcode <= LOG4) {
      const topics = Array.from({ length: opcode - LOG0 }, (_, i) => word(step.peek(i + 2) ?? 0n))
      const bytes = readMemory(step, step.peek(0) ?? 0n, step.peek(1) ?? 0n)
      this.#pending = { address: self, topics, data: toHex(bytes) }
    } else if (opcode === SELFDESTRUCT) {
      const balance = this.#view(self)
      const heir = `0x${((step.peek(0) ?? 0n) & ADDRESS_MASK).toString(16).padStart(40, '0')}`
      if (balance > 0n) this.#pending = transferLog(self, heir as Address, balance)
    }
  }

  onFault(): void {
    this.#pending = null
  }

  onExit({ error, createdAddress }: FrameEnd): void {
    this.#settle()
    const created = this.#created.get(this.#frames.length)
    this.#created.delete(this.#frames.length)
    const logs = this.#frames.pop() ?? []
    if (error !== null) return
    const outer = this.#frames.at(-1)
    if (created !== undefined && createdAddress !== null) {
      outer?.push(transferLog(created.from, createdAddress, created.value))
    }
    outer?.push(...logs)
  }

  /** An opcode that was shown has been executed when the next thing happens. */
  #settle(): void {
    if (this.#pending !== null) this.#frames.at(-1)?.push(this.#pending)
    this.#pending = null
  }
}

const ADDRESS_MASK = (1n << 160n) - 1n

function transferLog(from: Address, to: Address, value: bigint): Log {
  const topics = [TRANSFER, word(BigInt(from)), word(BigInt(to))]
  return { address: NATIVE_COIN, topics, data: word(value) }
}

function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}
