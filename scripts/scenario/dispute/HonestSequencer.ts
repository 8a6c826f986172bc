import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type ContractSource,
  encodeAllocate,
  encodeApprove,
  encodeContractCall,
  encodeStake,
  readEligible,
  readSequencerStanding,
} from '@mvm/l1'
import {
  type Devnet,
  type DevnetAccount,
  devnetAccounts,
  type L1ContractCall,
  NodeProcess,
  sendCalls,
} from '@mvm/node'

const MT = 10n ** 18n
/** As much as an allocation to a small DAC can weigh. */
const ALLOCATION = 40n * MT
const POLL_MS = 200

export interface HonestSequencerOptions {
  readonly devnet: Devnet
  readonly chainId: number
  readonly source: ContractSource & { readonly signal: AbortSignal }
}

/** A sequencer of a devnet's DAC that has nothing to do with those that the devnet started with. */
export class HonestSequencer {
  readonly account: DevnetAccount
  readonly #options: HonestSequencerOptions

  constructor(options: HonestSequencerOptions) {
    const account = devnetAccounts().sequencers.at(-1)
    if (account === undefined) throw new Error('a devnet has accounts of sequencers')
    this.account = account
    this.#options = options
  }

  /** Stakes MT that a user gives it, and allocates it to the DAC. */
  async stake(): Promise<void> {
    const { devnet, chainId, source } = this.#options
    const { metisToken, sequencerPool } = source.contracts
    const [, patron] = devnet.users
    if (patron === undefined) throw new Error('a devnet has users')
    const { address } = this.account
    const given = encodeContractCall('MetisToken', 'transfer', [address, ALLOCATION])
    await this.#send(patron, [{ to: metisToken, data: given }])
    await this.#send(this.account, [
      { to: metisToken, data: encodeApprove({ spender: sequencerPool, amount: ALLOCATION }) },
      { to: sequencerPool, data: encodeStake(ALLOCATION) },
      { to: sequencerPool, data: encodeAllocate({ chainId, amount: ALLOCATION }) },
    ])
  }

  /** Resolves when this epoch and the next one draw from it among others: before, its node would not sequence. */
  async untilDrawable(): Promise<void> {
    const { chainId, source } = this.#options
    const { address } = this.account
    for (;;) {
      const { currentEpoch } = await readSequencerStanding(source, chainId, address)
      const epochs = await Promise.all(
        [currentEpoch, currentEpoch + 1].map((epoch) => readEligible(source, chainId, epoch)),
      )
      if (epochs.every(({ members }) => members.some(({ account }) => account === address))) return
      await delay(POLL_MS, undefined, { signal: source.signal })
    }
  }

  /** Starts its node, by the protocol, where a stopped one answered: all that it knows it derives from L1. */
  async start(rpcUrl: string): Promise<NodeProcess> {
    const { devnet, source } = this.#options
    const folder = join(devnet.dataFolder, 'honest-sequencer')
    mkdirSync(folder)
    return NodeProcess.start({
      role: 'sequencer',
      folder,
      arguments: [
        ...['--role', 'sequencer', '--profile', 'dev', '--data', folder],
        ...['--port', new URL(rpcUrl).port, '--l1-url', devnet.l1.rpcUrl],
        ...['--l1-contracts', join(devnet.dataFolder, 'contracts.json')],
        ...['--allocate-per-dac', '0'],
      ],
      environment: { MVM_SEQUENCER_KEY: this.account.privateKey },
      signal: source.signal,
    })
  }

  #send(account: DevnetAccount, calls: readonly L1ContractCall[]) {
    const { devnet, source } = this.#options
    const { client, signal } = source
    const { l1ChainId } = devnet.record
    return sendCalls({ client, account, l1ChainId, calls, signal })
  }
}
