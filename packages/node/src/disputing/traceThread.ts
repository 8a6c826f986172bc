import {
  BlockTrace,
  blockMachine,
  type ContentReader,
  ContentStore,
  faultyBlockMachine,
  initialState,
  keepSources,
  type Position,
} from '@mvm/fraud-proof'
import { StorageUnit } from '@mvm/storage'
import { LevelOwnState } from '../ranging/LevelOwnState.ts'
import { storageGenesis } from '../storage/storageGenesis.ts'
import { serveWorker } from '../worker/serveWorker.ts'
import type { TraceRequest, TraceState } from './TraceRequest.ts'

interface OpenState extends ContentReader {
  close(): Promise<void>
}

let open: { readonly trace: BlockTrace; readonly state: OpenState } | undefined

function traced(): BlockTrace {
  if (open === undefined) throw new RangeError('no trace is open in this thread')
  return open.trace
}

async function openState(state: TraceState): Promise<OpenState> {
  if (state.kind === 'own') return LevelOwnState.read(state.folder)
  const { chainId, folder } = state
  return StorageUnit.open(folder, { chainId, genesis: storageGenesis(chainId), access: 'read' })
}

const methods = {
  async open({ state, start, sources, fault }: TraceRequest): Promise<void> {
    const reader = await openState(state)
    const store = new ContentStore(reader)
    keepSources(store, sources)
    const machine =
      fault === undefined ? blockMachine(store) : faultyBlockMachine(fault.name, store, fault)
    open = { trace: new BlockTrace(initialState(start), machine), state: reader }
  },
  hashesAt: (positions: readonly Position[]) => traced().hashesAt(positions),
  proofAt: (position: Position) => traced().proofAt(position),
  async close(): Promise<void> {
    await open?.state.close()
    open = undefined
  },
}

export type TraceThreadMethods = typeof methods

serveWorker(methods)
