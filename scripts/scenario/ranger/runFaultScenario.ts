import { type FaultName, faultyMachine } from '@mvm/execution'
import {
  type Dispute,
  HttpWitnessPort,
  MemoryJournal,
  type RangerEvent,
  RangerService,
} from '@mvm/ranger'
import type { FaultVerdict } from './FaultVerdict.ts'
import { faultStories, quietBlock, STAGE_BLOCKS, setStage } from './faultStories.ts'
import { CHAIN_ID, RollupChain } from './RollupChain.ts'
import { RollupOnL1 } from './RollupOnL1.ts'
import { serveWitnesses } from './serveWitnesses.ts'

/** Quiet blocks before and after the wrong one, so that it stands in the middle of a segment. */
const QUIET_BLOCKS = 20
const WRONG_BLOCK = STAGE_BLOCKS + QUIET_BLOCKS + 1

/**
 * A chain of one DAC that lies in one block, and a ranger that gets witnesses over HTTP from the liar itself. L1 is in
 * memory: what stands there is the liar's batches and the output roots of its machine.
 */
export async function runFaultScenario(
  fault: FaultName,
  timeoutMs = 60_000,
): Promise<FaultVerdict> {
  const chain = await lyingChain(fault)
  await using server = await serveWitnesses(chain)
  const node = new HttpWitnessPort({ url: server.url, slugOf: () => 'liar' })
  const l1 = new RollupOnL1(chain)
  const disputes: Dispute[] = []
  const events: RangerEvent[] = []
  const end = new AbortController()
  const ranger = new RangerService({
    duties: l1,
    l1,
    witnesses: [node],
    disputes: {
      async open(_name, dispute) {
        disputes.push(dispute)
        return 'open'
      },
    },
    journal: new MemoryJournal(),
    retryDelayMs: 1_000,
    onEvent(event) {
      events.push(event)
      if (event.kind === 'disputed') end.abort()
    },
  })
  const start = performance.now()
  await ranger
    .run(AbortSignal.any([end.signal, AbortSignal.timeout(timeoutMs)]))
    .catch((error: Error) => {
      if (error.name !== 'AbortError' && error.name !== 'TimeoutError') throw error
    })
  const seconds = Number(((performance.now() - start) / 1000).toFixed(3))
  const different = events.find(({ kind }) => kind === 'different')
  const fields = different?.kind === 'different' ? different.fields : null
  const disputedBlock = disputes[0]?.blockNumber ?? null
  return {
    scenario: `ranger/${fault}`,
    fault,
    block: WRONG_BLOCK,
    disputedBlock,
    differed: fields ?? [],
    foundBy: disputedBlock === null ? null : `a ranger with the witness of ${node.name}`,
    seconds,
    passed: disputes.length === 1 && disputedBlock === WRONG_BLOCK,
  }
}

async function lyingChain(fault: FaultName): Promise<RollupChain> {
  const machine = faultyMachine(fault, { chainId: CHAIN_ID, fromBlock: WRONG_BLOCK })
  const chain = new RollupChain(machine)
  const stage = await setStage(chain)
  const quiet = async () => {
    for (let i = 0; i < QUIET_BLOCKS; i++) await chain.block(quietBlock(stage).transactions ?? [])
  }
  await quiet()
  const { transactions = [], enqueued } = faultStories[fault](stage)
  await chain.block(transactions, enqueued)
  await quiet()
  return chain
}
