import { join } from 'node:path'
import {
  L1Client,
  L1TransactionSender,
  MemoryIntentJournal,
  readDisputes,
  signerFromKey,
} from '@mvm/l1'
import { type Hash, type Hex, hashWords, keccak256Hex } from '@mvm/protocol'
import type { Dispute, RangerEvent } from '@mvm/ranger'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { L1DisputePort } from '../../src/ranging/L1DisputePort.ts'
import { LevelRangerJournal } from '../../src/ranging/LevelRangerJournal.ts'
import { RangerRuntime } from '../../src/ranging/RangerRuntime.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'

export interface FirstDispute {
  readonly dispute: Dispute
  readonly events: readonly RangerEvent[]
  /** The chain's disputes in the DisputeGame. */
  readonly onL1: Awaited<ReturnType<typeof readDisputes>>
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
  // Nobody else's account: the last of the users'.
  const ranger = network.users.at(-1) as DevnetAccount
  const sender = new L1TransactionSender({
    client,
    signer: signerFromKey(ranger.privateKey),
    chainId: await client.chainId(),
    journal: new MemoryIntentJournal(),
  })
  const runtime = new RangerRuntime({
    client,
    contracts,
    start,
    keptBlocks: 1_000,
    witnessUrls: ['http://127.0.0.1:1', new URL(sequencer.rpc.url).origin],
    journal,
    disputes: (claims) => {
      const saltOf = (name: string) => hashWords<Hash<'salt'>>(ranger.privateKey, keccakOf(name))
      const options = { client, contracts, sender, claims, saltOf, segmentLength: 16 }
      const port = new L1DisputePort(options)
      return {
        reliesUntil: (dispute, signal) => port.reliesUntil(dispute, signal),
        fateOf: (dispute, signal) => port.fateOf(dispute, signal),
        earliestDisputed: (chainId, signal) => port.earliestDisputed(chainId, signal),
        async open(name, dispute, signal) {
          disputes.push(dispute)
          return port.open(name, dispute, signal)
        },
      }
    },
    onL1Status: () => undefined,
    onEvent(event) {
      events.push(event)
      if (event.kind === 'disputed') end.abort()
    },
  })
  const signal = AbortSignal.any([end.signal, AbortSignal.timeout(60_000)])
  await Promise.all([runtime.run(signal), sender.run(signal).catch(() => undefined)])
  const opened = events.find((event) => event.kind === 'disputed')
  // Other DACs of the same liar may be disputed as well, each once.
  if (
    opened === undefined ||
    new Set(disputes.map(({ chainId }) => chainId)).size < disputes.length
  ) {
    throw new Error(`${disputes.length} disputes`, { cause: events.slice(-5) })
  }
  const { dispute } = opened
  const onL1 = await readDisputes({ client, contracts }, dispute.chainId)
  return { dispute, events, onL1 }
}

function keccakOf(text: string): Hex {
  return keccak256Hex(new TextEncoder().encode(text))
}
