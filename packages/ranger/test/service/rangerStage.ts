import { type FaultName, faultyMachine } from '@mvm/execution'
import { expect } from 'vitest'
import {
  faultStories,
  quietBlock,
  STAGE_BLOCKS,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import type { RollupOnL1 } from '../../../../scripts/scenario/ranger/RollupOnL1.ts'
import {
  type Dispute,
  type DisputeFate,
  type DisputePort,
  MemoryJournal,
  type RangerEvent,
  type RangerOptions,
  RangerService,
  type SegmentWitness,
  type WitnessPort,
} from '../../src/index.ts'

export const WRONG_BLOCK = STAGE_BLOCKS + 2

/** A chain of six blocks, the fifth of them as a fault's story has it, and wrong with the fault. */
export async function chainOf(fault?: FaultName, story = fault): Promise<RollupChain> {
  const chain = new RollupChain(
    fault === undefined
      ? undefined
      : faultyMachine(fault, { chainId: CHAIN_ID, fromBlock: WRONG_BLOCK }),
  )
  const stage = await setStage(chain)
  const wrong = faultStories[story ?? 'wrong-gas']
  for (const block of [quietBlock(stage), wrong(stage), quietBlock(stage)]) {
    await chain.block(block.transactions ?? [], block.enqueued)
  }
  return chain
}

export function nodeOf(
  chain: RollupChain,
  change: (witness: SegmentWitness) => SegmentWitness = same,
) {
  const asked: number[] = []
  const node: WitnessPort & { readonly asked: number[] } = {
    name: 'a node',
    asked,
    witness: async (_chainId, firstBlock, lastBlock) => {
      asked.push(firstBlock)
      return change(await chain.witness(firstBlock, lastBlock))
    },
  }
  return node
}

const same = (witness: SegmentWitness): SegmentWitness => witness
export const withholding = (witness: SegmentWitness): SegmentWitness => ({
  ...witness,
  nodes: witness.nodes.slice(1),
})
export const dead: WitnessPort = {
  name: 'a dead node',
  witness: () => Promise.reject(new Error('connection refused')),
}

/** L1's side of disputes: one name opens one game, whoever asks again. */
export class Games implements DisputePort {
  readonly opened = new Map<string, Dispute>()
  readonly calls: string[] = []
  /** Throws instead of opening, as often as this says. */
  failures = 0
  /** Of others' games. */
  earliest: number | null = null

  /** L1's time until when others' games are relied on. */
  until = Number.POSITIVE_INFINITY

  /** Of this ranger's. */
  fate: DisputeFate = 'open'

  async fateOf(): Promise<DisputeFate> {
    return this.fate
  }

  async earliestDisputed(): Promise<number | null> {
    return this.earliest
  }

  async reliesUntil(): Promise<number> {
    return this.until
  }

  async open(name: string, dispute: Dispute): Promise<'open' | 'covered'> {
    if (this.earliest !== null && this.earliest <= dispute.stateBatchIndex) return 'covered'
    this.calls.push(name)
    if (this.failures-- > 0) throw new Error('L1 is away')
    this.opened.set(name, dispute)
    return 'open'
  }
}

export interface Run {
  readonly service: RangerService
  readonly events: RangerEvent[]
}

/** Runs a ranger until an event, or until nothing is left to check. */
export async function range(
  l1: RollupOnL1,
  options: Partial<RangerOptions> & Pick<RangerOptions, 'disputes'>,
  isEnd: (event: RangerEvent, service: RangerService) => boolean,
  end = new AbortController(),
): Promise<Run> {
  const events: RangerEvent[] = []
  const service: RangerService = new RangerService({
    duties: l1,
    l1,
    witnesses: [],
    journal: new MemoryJournal(),
    retryDelayMs: 1,
    onEvent: (event) => {
      events.push(event)
      if (isEnd(event, service)) end.abort()
    },
    ...options,
  })
  await expect(service.run(end.signal)).rejects.toMatchObject({ name: 'AbortError' })
  return { service, events }
}

export const disputed = ({ kind }: RangerEvent) => kind === 'disputed'
export const kinds = ({ events }: Run) => events.map(({ kind }) => kind)
