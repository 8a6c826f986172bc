import { L1Client, L1TransactionSender, MemoryIntentJournal, signerFromKey } from '@mvm/l1'
import { type Hash, type Hex, hashWords, keccak256Hex } from '@mvm/protocol'
import {
  type ArchiveClaimPort,
  type DisputePort,
  MemoryJournal,
  type RangerEvent,
} from '@mvm/ranger'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { L1DisputePort } from '../../src/ranging/L1DisputePort.ts'
import { RangerRuntime } from '../../src/ranging/RangerRuntime.ts'
import type { TestNetwork } from '../support/TestNetwork.ts'

export interface TestRanger {
  readonly sender: L1TransactionSender
  readonly runtime: RangerRuntime
  readonly events: readonly RangerEvent[]
}

/** A ranger of this process that checks everything, with its own connection to L1. */
export async function testRanger(
  network: TestNetwork,
  { privateKey }: DevnetAccount,
  witnessUrl: string,
  disputesOf: (claims: ArchiveClaimPort, port: L1DisputePort) => DisputePort = (_, port) => port,
): Promise<TestRanger> {
  const client = new L1Client({ urls: [network.l1.url] })
  const { contracts } = network
  const start = await client.block(Math.max(0, contracts.deploymentBlock - 1))
  if (start === null) throw new Error('L1 has no block before the deployment')
  const sender = new L1TransactionSender({
    client,
    signer: signerFromKey(privateKey),
    chainId: await client.chainId(),
    journal: new MemoryIntentJournal(),
  })
  const saltOf = (name: string) => hashWords<Hash<'salt'>>(privateKey, keccakOf(name))
  const events: RangerEvent[] = []
  const runtime = new RangerRuntime({
    ...{ client, contracts, start, keptBlocks: 1_000, witnessUrls: [witnessUrl] },
    journal: new MemoryJournal(),
    disputes: (claims) => {
      const options = { client, contracts, sender, claims, saltOf, segmentLength: 16 }
      return disputesOf(claims, new L1DisputePort(options))
    },
    onL1Status: () => undefined,
    onEvent: (event) => {
      events.push(event)
    },
  })
  return { sender, runtime, events }
}

function keccakOf(text: string): Hex {
  return keccak256Hex(new TextEncoder().encode(text))
}
