import { L1Client, readDisputes } from '@mvm/l1'
import type { Dispute, DisputePort } from '@mvm/ranger'
import { afterEach, describe, expect, it } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import type { L1DisputePort } from '../../src/ranging/L1DisputePort.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'
import { testRanger } from './testRanger.ts'

describe('a wrong block that several rangers find', () => {
  const end = new AbortController()
  let network: TestNetwork
  let running: Promise<unknown>[] = []
  afterEach(async () => {
    end.abort()
    await Promise.allSettled(running)
    running = []
    await network?.stop()
  })

  it('is disputed by one of them, and the others give no bond', async () => {
    network = await TestNetwork.start({ rangerCount: 3 })
    const sequencer = await network.sequencer(network.l1.url, ['--fault', 'wrong-origin'])
    await sequencer.start()
    const { chainId } = network.dac
    const witnessUrl = new URL(sequencer.rpc.url).origin
    const rangers = await Promise.all(
      devnetAccounts().rangers.map((account) => testRanger(network, account, witnessUrl)),
    )
    running = rangers.flatMap(({ runtime, sender }) => [
      runtime.run(end.signal),
      sender.run(end.signal),
    ])
    const stages = () =>
      rangers.map(({ runtime }) =>
        runtime
          .status()
          .disputes.filter(
            ({ dispute, stage }) => dispute.chainId === chainId && stage !== 'opening',
          )
          .map(({ stage }) => stage),
      )
    await waitFor('each of them to know that it is disputed', () =>
      stages().every((own) => own.length > 0),
    )
    const source = {
      client: new L1Client({ urls: [network.l1.url] }),
      contracts: network.contracts,
    }
    expect(await readDisputes(source, chainId)).toMatchObject([{ blockNumber: 1 }])
    expect(
      stages()
        .flat()
        .filter((stage) => stage === 'open'),
    ).toHaveLength(1)
    expect(rangers.flatMap(({ events }) => events).filter(({ kind }) => kind === 'alarm')).toEqual(
      [],
    )
  })

  it('is given up when its window is over before or between the steps of an opening', async () => {
    network = await TestNetwork.start({ rangerCount: 1 })
    const sequencer = await network.sequencer(network.l1.url, ['--fault', 'wrong-origin'])
    await sequencer.start()
    const { chainId } = network.dac
    const found = Promise.withResolvers<Dispute>()
    let port: L1DisputePort | undefined
    const [account] = devnetAccounts().rangers
    const ranger = await testRanger(
      network,
      account as DevnetAccount,
      new URL(sequencer.rpc.url).origin,
      (_, own): DisputePort => {
        port = own
        return {
          earliestDisputed: async () => null,
          fateOf: async () => 'open',
          reliesUntil: async () => Number.POSITIVE_INFINITY,
          open: (_name, dispute, signal) => {
            if (dispute.chainId === chainId) found.resolve(dispute)
            return new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason))
            })
          },
        }
      },
    )
    const { signal } = new AbortController()
    const ending = new AbortController()
    running = [ranger.runtime.run(ending.signal), ranger.sender.run(ending.signal)]
    const dispute = await found.promise
    const { send } = ranger.sender
    const steps: string[] = []
    // The commitment's block is the last within the window.
    ranger.sender.send = async (intent, options) => {
      steps.push(intent.id)
      const outcome = await send.call(ranger.sender, intent, options)
      await network.l1.call('anvil_mine', '0x2', '0x278d00')
      return outcome
    }
    expect(await port?.open('one', dispute, signal)).toBe('late')
    expect(steps).toEqual(['one/commit/first/0'])
    expect(await port?.open('another', dispute, signal)).toBe('late')
    expect(steps).toHaveLength(1)
    ending.abort()
  })
})
