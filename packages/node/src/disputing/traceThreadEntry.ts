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
import type { TraceRequest, TraceState } from './TraceRequest.ts'

interface OpenState extends ContentReader {
  close(): Promise<void>
}

interface OpenTrace {
  readonly trace: BlockTrace
  readonly store: ContentStore
  readonly state: OpenState
}

const traces = new Map<number, OpenTrace>()

function traced(key: number): OpenTrace {
  const open = traces.get(key)
  if (open === undefined) throw new RangeError(`no trace ${key} is open in this thread`)
  return open
}

async function openState(state: TraceState): Promise<OpenState> {
  if (state.kind === 'own') return LevelOwnState.read(state.folder)
  const { chainId, folder } = state
  return StorageUnit.open(folder, { chainId, genesis: storageGenesis(chainId), access: 'read' })
}

const methods = {
  async open(key: number, { state, start, sources, fault }: TraceRequest): Promise<void> {
    const reader = await openState(state)
    const store = new ContentStore(reader)
    keepSources(store, sources)
    const machine =
      fault === undefined ? blockMachine(store) : faultyBlockMachine(fault.name, store, fault)
    const trace = new BlockTrace(initialState(start), machine)
    traces.set(key, { trace, store, state: reader })
  },
  hashesAt: (key: number, positions: readonly Position[]) => traced(key).trace.hashesAt(positions),
  proofAt: (key: number, position: Position) => traced(key).trace.proofAt(position),
  stepAt(key: number, position: Position): DescribedStep {
    const { trace, store } = traced(key)
    const state = trace.stateAt(position)
    const { kind, opcode } = describeStep(state, store)
    const opcodeName = opcode === undefined ? undefined : opcodeRules[opcode]?.name
    return {
      ...trace.proofAt(position),
      ...{ kind, module: moduleOf(state, store) },
      ...(opcode === undefined ? {} : { opcode }),
      ...(opcodeName === undefined ? {} : { opcodeName }),
    }
  },
  statesAt(key: number, first: Position, last: Position): TracedState[] {
    const { trace, store } = traced(key)
    const positions = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    return Array.from(trace.statesAt(positions), (state, i) => {
      const { kind, opcode = null } = describeStep(state, store)
      const frame = state.kind === Kind.HALT ? null : state.frame
      const [pc, gas, depth] =
        frame === null ? [null, null, null] : [frame.pc, frame.gas, frame.depth]
      return { position: first + i, kind, opcode, pc, gas, depth, stateHash: hashState(state) }
    })
  },
  async close(key: number): Promise<void> {
    await traces.get(key)?.state.close()
    traces.delete(key)
  },
}

export type TraceThreadMethods = typeof methods

serveWorker(methods)
