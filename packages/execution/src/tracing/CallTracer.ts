import {
  type Address,
  type DepositTransaction,
  revertReason,
  type TraceKind,
  toHex,
} from '@mvm/protocol'
import type { WorldView } from '../block/TransactionWatcher.ts'
import type { FrameEnd, ObservedFrame, ObservedStep } from '../engine/FrameObserver.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { ExecutedTransaction } from '../transaction/ExecutedTransaction.ts'
import { addressOf } from './addressOf.ts'
import { readMemory } from './readMemory.ts'
import { slotWord } from './slotWord.ts'
import type { TraceBudget } from './TraceBudget.ts'
import type { TraceJson, Tracer } from './Tracer.ts'

const LOG0 = 0xa0
const LOG4 = 0xa4
const SELFDESTRUCT = 0xff
/** What a frame takes without input and output, roughly. */
const FRAME_BYTES = 250

interface Frame {
  type: string
  from: string
  to: string | null
  value: bigint | null
  gas: bigint
  gasUsed: bigint
  input: Uint8Array
  output: Uint8Array
  error: string | null
  readonly calls: Frame[]
  logs: { address: string; topics: string[]; data: string; position: number }[]
}

/** Every frame of a transaction (geth's callTracer). */
export class CallTracer implements Tracer {
  readonly #kind: Extract<TraceKind, { kind: 'call' }>
  readonly #budget: TraceBudget
  readonly #open: Frame[] = []
  #outermost: Frame | null = null
  #transaction: ExecutableTransaction | DepositTransaction | null = null
  #view: WorldView | null = null
  /** What the opcode shown last does when it is executed. */
  #pending: (() => void) | null = null

  constructor(kind: Extract<TraceKind, { kind: 'call' }>, budget: TraceBudget) {
    this.#kind = kind
    this.#budget = budget
  }

  begin(transaction: ExecutableTransaction | DepositTransaction, view: WorldView): void {
    this.#transaction = transaction
    this.#view = view
  }

  onEnter(observed: ObservedFrame): void {
    this.#settle()
    const { kind, from, to, value, gas, input } = observed
    this.#budget.spend(FRAME_BYTES + input.length * 2)
    const frame: Frame = {
      type: kind,
      from,
      to,
      value: kind === 'STATICCALL' ? null : value,
      gas,
      gasUsed: 0n,
      input: Uint8Array.from(input),
      output: new Uint8Array(),
      error: null,
      calls: [],
      logs: [],
    }
    this.#outermost ??= frame
    const { isTopOnly } = this.#kind
    if (!isTopOnly) this.#open.at(-1)?.calls.push(frame)
    this.#open.push(frame)
  }

  onStep(step: ObservedStep): void {
    this.#budget.step()
    this.#settle()
    const { opcode } = step
    if (opcode === SELFDESTRUCT && !this.#kind.isTopOnly) this.#prepareSelfdestruct(step)
    else if (opcode >= LOG0 && opcode <= LOG4 && this.#kind.hasLogs) this.#prepareLog(step)
  }

  onFault(): void {
    this.#pending = null
  }

  onExit({ gasUsed, output, error, createdAddress }: FrameEnd): void {
    this.#settle()
    const frame = this.#open.pop()
    if (frame === undefined) return
    this.#budget.spend(output.length * 2)
    frame.gasUsed = gasUsed
    frame.output = Uint8Array.from(output)
    frame.error = error
    if (frame.type.startsWith('CREATE')) frame.to = error === null ? createdAddress : null
    if (error !== null) dropLogs(frame)
  }

  end(executed: ExecutedTransaction): TraceJson {
    const { receipt, status, output, haltReason } = executed
    const transaction = this.#transaction as ExecutableTransaction
    const frame: Frame = this.#outermost ?? {
      type: receipt.to === null ? 'CREATE' : 'CALL',
      from: receipt.from,
      to: receipt.to,
      value: transaction.value,
      gas: transaction.gasLimit,
      gasUsed: 0n,
      input: transaction.data,
      output,
      error: status === 'succeeded' ? null : (haltReason ?? 'halted'),
      calls: [],
      logs: [],
    }
    if (this.#kind.isWhole) frame.gasUsed = receipt.gasUsed
    return format(frame, this.#kind.hasLogs, { next: 0 })
  }

  #prepareSelfdestruct(step: ObservedStep): void {
    const heir = step.peek(0)
    if (heir === undefined) return
    const { self } = step
    const value = this.#view?.account(self)?.balance ?? 0n
    const frame = this.#open.at(-1)
    this.#pending = () => {
      this.#budget.spend(FRAME_BYTES)
      frame?.calls.push({
        type: 'SELFDESTRUCT',
        from: self,
        to: addressOf(heir),
        value,
        gas: 0n,
        gasUsed: 0n,
        input: new Uint8Array(),
        output: new Uint8Array(),
        error: null,
        calls: [],
        logs: [],
      })
    }
  }

  #prepareLog(step: ObservedStep): void {
    const { opcode, self } = step
    const [offset, length] = [step.peek(0), step.peek(1)]
    const frame = this.#open.at(-1)
    if (offset === undefined || length === undefined || frame === undefined) return
    const topics = Array.from({ length: opcode - LOG0 }, (_, i) => slotWord(step.peek(i + 2) ?? 0n))
    const data = toHex(readMemory(step, offset, length))
    const address: Address = self
    this.#pending = () => {
      this.#budget.spend(FRAME_BYTES + data.length)
      frame.logs.push({ address, topics, data, position: frame.calls.length })
    }
  }

  #settle(): void {
    this.#pending?.()
    this.#pending = null
  }
}

/** What fails leaves no logs, nor does what it called. */
function dropLogs(frame: Frame): void {
  frame.logs = []
  for (const call of frame.calls) dropLogs(call)
}

function format(frame: Frame, hasLogs: boolean, counter: { next: number }): TraceJson {
  const { type, from, to, value, gas, gasUsed, input, output, error, calls, logs } = frame
  const hasOutput = output.length > 0 && (error === null || error === 'execution reverted')
  const reason = error === 'execution reverted' ? revertReason(output) : undefined
  const formattedLogs = logs.map(({ position, ...log }) => ({
    ...log,
    index: `0x${(counter.next++).toString(16)}`,
    position: `0x${position.toString(16)}`,
  }))
  const inner = calls.map((call) => format(call, hasLogs, counter))
  return {
    from,
    gas: `0x${gas.toString(16)}`,
    gasUsed: `0x${gasUsed.toString(16)}`,
    ...(to === null ? {} : { to }),
    input: toHex(input),
    ...(hasOutput ? { output: toHex(output) } : {}),
    ...(error === null ? {} : { error }),
    ...(reason === undefined ? {} : { revertReason: reason }),
    ...(inner.length === 0 ? {} : { calls: inner }),
    ...(hasLogs && formattedLogs.length > 0 ? { logs: formattedLogs } : {}),
    ...(value === null ? {} : { value: `0x${value.toString(16)}` }),
    type,
  }
}
