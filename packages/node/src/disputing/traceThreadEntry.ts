import { workerData } from 'node:worker_threads'
import {
  BlockTrace,
  blockMachine,
  type ContentReader,
  ContentStore,
  describeStep,
  faultyBlockMachine,
  hashState,
  initialState,
  Kind,
  keepSources,
  moduleOf,
  opcodeRules,
  type Position,
} from '@mvm/fraud-proof'
import type { TracedState } from '@mvm/rpc'
import { StorageUnit } from '@mvm/storage'
import { LevelOwnState } from '../ranging/LevelOwnState.ts'
import { storageGenesis } from '../storage/storageGenesis.ts'
import { serveWorker } from '../worker/serveWorker.ts'
import type { DescribedStep } from './DescribedStep.ts'
import { type KeptTrace, OpenTraces } from './OpenTraces.ts'
import type { TraceLimits } from './TraceLimits.ts'
import type { TraceRequest, TraceState } from './TraceRequest.ts'

interface OpenState extends ContentReader {
  close(): Promise<void>
}

interface StepTrace extends KeptTrace {
  readonly trace: BlockTrace
  readonly store: ContentStore
}

const { keptBytes, traceBytes } = workerData as TraceLimits
const traces = new OpenTraces<StepTrace>(keptBytes)

async function openState(state: TraceState): Promise<OpenState> {
  if (state.kind === 'own') return LevelOwnState.read(state.folder)
  const { chainId, folder } = state
  return StorageUnit.open(folder, { chainId, genesis: storageGenesis(chainId), access: 'read' })
}

async function traceOf(request: TraceRequest, signal: AbortSignal): Promise<StepTrace> {
  const { start, sources, fault } = request
  const reader = await openState(request.state)
  try {
    const store = new ContentStore(reader)
    keepSources(store, sources)
    const machine =
      fault === undefined ? blockMachine(store) : faultyBlockMachine(fault.name, store, fault)
    const options = { maxBytes: traceBytes, signal }
    const trace = await BlockTrace.inSlices(initialState(start), machine, options)
    return { trace, store, keptBytes: trace.keptBytes, close: () => reader.close() }
  } catch (error) {
    await reader.close()
    throw error
  }
}

function describedStep({ trace, store }: StepTrace, position: Position): DescribedStep {
  const state = trace.stateAt(position)
  const { kind, opcode } = describeStep(state, store)
  const opcodeName = opcode === undefined ? undefined : opcodeRules[opcode]?.name
  return {
    ...{ kind, module: moduleOf(state, store) },
    ...(opcode === undefined ? {} : { opcode }),
    ...(opcodeName === undefined ? {} : { opcodeName }),
    ...trace.proofAt(position),
  }
}

function tracedStates({ trace, store }: StepTrace, first: Position, last: Position): TracedState[] {
  const positions = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return Array.from(trace.statesAt(positions), (state, i) => {
    const { kind, opcode = null } = describeStep(state, store)
    const frame = state.kind === Kind.HALT ? null : state.frame
    const [pc, gas, depth] =
      frame === null ? [null, null, null] : [frame.pc, frame.gas, frame.depth]
    return { position: first + i, kind, opcode, pc, gas, depth, stateHash: hashState(state) }
  })
}

const methods = {
  open(key: number, request: TraceRequest): void {
    traces.add(key, (signal) => traceOf(request, signal))
  },
  hashesAt: (key: number, positions: readonly Position[]) =>
    traces.ask(key, ({ trace }) => trace.hashesAt(positions)),
  proofAt: (key: number, position: Position) =>
    traces.ask(key, ({ trace }) => trace.proofAt(position)),
  stepAt: (key: number, position: Position) =>
    traces.ask(key, (asked) => describedStep(asked, position)),
  statesAt: (key: number, first: Position, last: Position) =>
    traces.ask(key, (asked) => tracedStates(asked, first, last)),
  close: (key: number) => traces.remove(key),
}

export type TraceThreadMethods = typeof methods

serveWorker(methods)
