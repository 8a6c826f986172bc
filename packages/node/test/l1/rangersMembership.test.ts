import {
  CharterReader,
  CommittedState,
  executeBlock,
  MemoryStateStore,
  type ParentBlock,
  permissionsOfSigned,
  writeAccounts,
} from '@mvm/execution'
import {
  encodeApprove,
  encodeJoinRangers,
  encodeLeaveRangers,
  L1Client,
  RollupReader,
  readRangers,
  readRangerTerms,
} from '@mvm/l1'
import {
  type Address,
  type BlockInput,
  depositFromQueueElement,
  genesisAccounts,
  genesisHeader,
  type Hash,
  hashBlockHeader,
  hashWords,
  type L1BlockHash,
  predeploys,
  type QueueElement,
  type Receipt,
} from '@mvm/protocol'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { sendToL1 } from '../support/sendToL1.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

/** MVM_RANGERS executed from what L1 says, element by element. */
class RangersChain {
  readonly #chainId: number
  readonly #store = new MemoryStateStore()
  readonly #reader = new CharterReader()
  #head: ParentBlock

  constructor(chainId: number) {
    this.#chainId = chainId
    const genesis = writeAccounts(genesisAccounts())
    this.#store.add(genesis)
    const header = genesisHeader(chainId)
    expect(genesis.stateRoot).toBe(header.stateRoot)
    this.#head = { header, hash: hashBlockHeader(header) }
  }

  /** A block of its own for the element. */
  async consume(element: QueueElement): Promise<Receipt> {
    const number = this.#head.header.number + 1
    const input = {
      chainId: this.#chainId,
      number,
      timestamp: 1_800_000_000 + number,
      origin: {
        number: element.l1BlockNumber,
        hash: hashWords<L1BlockHash>(number),
        timestamp: 1_800_000_000,
        prevRandao: hashWords<Hash<'randao'>>(77),
        baseFeePerGas: 1_000_000_000n,
      },
      feeScalar: 100_000_000n,
      coinbase: predeploys.feeVault,
      deposits: [depositFromQueueElement(element)],
      transactions: [],
    } satisfies BlockInput
    const profile = { kind: 'mvm', chainId: this.#chainId } as const
    const block = await executeBlock(this.#store, this.#head, input, profile)
    this.#store.add(block.changes)
    this.#head = block
    return block.receipts[0] as Receipt
  }

  maySubmit(signer: Address): boolean {
    const state = new CommittedState(this.#store, this.#head.header.stateRoot)
    return permissionsOfSigned(this.#reader, state, { signer, to: predeploys.dacMaster }).maySubmit
  }
}

describe('the members of MVM_RANGERS', () => {
  let network: TestNetwork
  beforeAll(async () => {
    network = await TestNetwork.start()
  })
  afterAll(() => network.stop())

  it('follow the RangerPool: whom it lists may submit on DAC 0, and nobody else', async () => {
    const { contracts, l1 } = network
    const [alice, bob, stranger] = network.users as [DevnetAccount, DevnetAccount, DevnetAccount]
    const { rangerPool, metisToken } = contracts
    const approval = {
      to: metisToken,
      data: encodeApprove({ spender: rangerPool, amount: 10n ** 20n }),
    }
    const join = { to: rangerPool, data: encodeJoinRangers() }
    const leave = { to: rangerPool, data: encodeLeaveRangers() }
    await sendToL1(l1, alice.privateKey, [approval, join])
    await sendToL1(l1, bob.privateKey, [approval, join])
    await sendToL1(l1, alice.privateKey, [leave])
    await sendToL1(l1, alice.privateKey, [join])
    await sendToL1(l1, bob.privateKey, [leave])

    const client = new L1Client({ urls: [l1.url] })
    const { rangersChainId } = await readRangerTerms({ client, contracts })
    const head = await client.block('latest')
    if (head === null) throw new Error('L1 has no head')
    const reader = new RollupReader({ client, contracts })
    const { byChainId } = await reader.readRange({ from: 0, to: head.number, toHash: head.hash })
    const elements = byChainId.get(rangersChainId)?.queueElements ?? []
    expect(elements).toHaveLength(6)

    const chain = new RangersChain(rangersChainId)
    const members: (readonly [boolean, boolean])[] = []
    for (const element of elements) {
      const { status, gasUsed } = await chain.consume(element)
      expect(status).toBe(1)
      // So far from the limit that a change of the list cannot fail for want of gas.
      if (!element.isSystem) expect(gasUsed).toBeLessThan((element.gasLimit * 3n) / 5n)
      members.push([chain.maySubmit(alice.address), chain.maySubmit(bob.address)])
      expect(chain.maySubmit(stranger.address)).toBe(false)
    }
    expect(members).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [false, true],
      [true, true],
      [true, false],
    ])
  })

  it('are in the charter that a running node shows, as soon as they join and until they leave', async () => {
    const { contracts, l1 } = network
    const [alice, bob, , carol] = network.users as [
      DevnetAccount,
      DevnetAccount,
      DevnetAccount,
      DevnetAccount,
    ]
    const { rangerPool, metisToken } = contracts
    const sequencer = await network.sequencer()
    await sequencer.start()
    const rpc = new JsonRpc(`${new URL(sequencer.rpc.url).origin}/mvm-rangers`)
    const client = new L1Client({ urls: [l1.url] })
    /** Who may submit, as the charter says. */
    const members = async (): Promise<readonly string[]> => {
      const charter = await rpc.call<{ permissions: ShownPermission[] } | null>('mvm_getCharter')
      const submit = charter?.permissions.filter(({ opcode }) => opcode === 'SUBMIT') ?? []
      expect(submit.map(({ operation }) => operation)).toEqual(submit.map(() => 'allow'))
      return submit.flatMap(({ addresses }) => addresses.map((one) => one.toLowerCase()))
    }
    const areThoseOfL1 = () =>
      waitFor('the charter to have whom L1 lists', async () => {
        const head = await client.block('latest')
        const listed = await readRangers({ client, contracts }, head?.number ?? 0)
        return [...(await members())].sort().join() === [...listed].sort().join()
      })
    // What happened before the node was there.
    await waitFor('the members of before', async () => (await members()).includes(alice.address))
    expect(await members()).not.toContain(bob.address)

    const approval = encodeApprove({ spender: rangerPool, amount: 10n ** 20n })
    await sendToL1(l1, carol.privateKey, [
      { to: metisToken, data: approval },
      { to: rangerPool, data: encodeJoinRangers() },
    ])
    await waitFor('her to be in the charter', async () => {
      return (await members()).includes(carol.address)
    })
    await areThoseOfL1()
    expect(
      await rpc.call('mvm_checkPermission', { from: carol.address, to: predeploys.dacMaster }),
    ).toMatchObject({ allowed: true })

    await sendToL1(l1, carol.privateKey, [{ to: rangerPool, data: encodeLeaveRangers() }])
    await waitFor('her to be out of the charter', async () => {
      return !(await members()).includes(carol.address)
    })
    await areThoseOfL1()
    expect(
      await rpc.call('mvm_checkPermission', { from: carol.address, to: predeploys.dacMaster }),
    ).toMatchObject({ allowed: false })
    expect(await members()).toContain(alice.address)
  })
})

interface ShownPermission {
  readonly operation: string
  readonly opcode: string
  readonly addresses: readonly string[]
}
