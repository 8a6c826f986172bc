import { join } from 'node:path'
import { callContracts, L1Client, outputRootSiblings } from '@mvm/l1'
import type { ArchiveClaimPort, Dispute, RangerEvent } from '@mvm/ranger'
import { LevelRangerJournal } from '../../src/ranging/LevelRangerJournal.ts'
import { RangerRuntime } from '../../src/ranging/RangerRuntime.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'

export interface FirstDispute {
  readonly dispute: Dispute
  readonly events: readonly RangerEvent[]
  /** Whether L1 has the claimed root where the dispute says. */
  readonly isProven: boolean
}

/**
 * Runs a ranger with its own connection to L1, and the liar for its only live node, until it has opened a dispute.
 * Rejects after a minute.
 */
export async function firstDispute(
  network: TestNetwork,
  sequencer: TestNode,
): Promise<FirstDispute> {
  const client = new L1Client({ urls: [network.l1.url] })
  const { contracts } = network
  const start = await client.block(Math.max(0, contracts.deploymentBlock - 1))
  if (start === null) throw new Error('L1 has no block before the deployment')
  await using stack = new AsyncDisposableStack()
  const journal = await LevelRangerJournal.open(join(network.folder, 'ranger'))
  stack.defer(() => journal.close())
  const end = new AbortController()
  const events: RangerEvent[] = []
  const disputes: Dispute[] = []
  let isProven = false
  const ranger = new RangerRuntime({
    client,
    contracts,
    start,
    keptBlocks: 1_000,
    witnessUrls: ['http://127.0.0.1:1', new URL(sequencer.rpc.url).origin],
    journal,
    disputes: (claims) => ({
      async open(_name, dispute, signal) {
        isProven = await prove(claims, dispute, signal)
        disputes.push(dispute)
        return 'open'
      },
    }),
    onL1Status: () => undefined,
    onEvent(event) {
      events.push(event)
      if (event.kind === 'disputed') end.abort()
    },
  })
  await ranger.run(AbortSignal.any([end.signal, AbortSignal.timeout(60_000)]))
  const [dispute, ...others] = disputes
  if (dispute === undefined || others.length > 0) {
    throw new Error(`${disputes.length} disputes instead of one`, { cause: events.slice(-5) })
  }
  return { dispute, events, isProven }

  async function prove(
    claims: ArchiveClaimPort,
    { chainId, blockNumber, claimedRoot }: Dispute,
    signal: AbortSignal,
  ): Promise<boolean> {
    const held = await claims.stateBatchOf(chainId, blockNumber, signal)
    if (held === null) throw new Error('there is no such state batch')
    const { stateBatchIndex, firstBlock } = held.stateBatch
    const siblings = outputRootSiblings(firstBlock, held.roots, blockNumber)
    const index = blockNumber - firstBlock
    const args = [chainId, blockNumber, claimedRoot, stateBatchIndex, index, siblings]
    const call = { contract: 'StateCommitmentChain', method: 'verifyOutputRoot', args } as const
    const [result] = await callContracts({ client, contracts }, [call])
    return result?.[0] === true
  }
}
