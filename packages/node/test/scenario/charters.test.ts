import { contractInterface } from '@mvm/l1'
import { type Hex, permissionBits, predeploys } from '@mvm/protocol'
import { JsonRpcProvider, type TransactionRequest, Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { type CreatedDac, createDac } from '../support/createDac.ts'
import { devnetContracts } from '../support/devnetContracts.ts'
import { initCode } from '../support/initCode.ts'
import { type JsonRpc, JsonRpcError } from '../support/JsonRpc.ts'
import { whyL1Reverts } from '../support/sendToL1.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'

/** CREATE with nothing in it, and return its address. */
const FACTORY = '600060006000f060005260206000f3'
/** CALL the contract in the calldata with 50,000 gas, and return whether it succeeded. */
const CALLER = '6000600060006000600060003561c350f160005260206000f3'
const CREATION = initCode(FACTORY)
const GAS_LIMIT = 200_000n

const charter = (
  member: DevnetAccount,
  banned: DevnetAccount,
  manager: DevnetAccount,
) => `slug: guild
profile: dev
vision: A workshop of few hands.
mission: Members build, everybody else uses what they built.
preset: open
permissions:
  - { operation: allow, opcode: DEPLOY, addresses: ["${member.address}"] }
  - { operation: deny, opcode: SUBMIT, addresses: ["${banned.address}"] }
taxrates: []
management_contract: "${manager.address}"
`

interface DenialReceipt {
  readonly status: string
  readonly gasUsed: string
  readonly charterDenial?: {
    readonly address: string
    readonly opcode: string
    readonly depth: number
  }
}

/** The error that a request is answered with. */
async function refusal(rpc: JsonRpc, method: string, ...params: unknown[]): Promise<JsonRpcError> {
  try {
    await rpc.call(method, ...params)
  } catch (error) {
    if (error instanceof JsonRpcError) return error
    throw error
  }
  throw new Error(`${method} was not refused`)
}

describe('two DACs with different charters side by side', () => {
  let devnet: TestDevnet
  let open: CreatedDac
  let guild: CreatedDac
  let member: DevnetAccount
  let stranger: DevnetAccount
  let banned: DevnetAccount
  const providers: JsonRpcProvider[] = []

  beforeAll(async () => {
    devnet = await startDevnet()
    const accounts = devnet.accounts as [DevnetAccount, DevnetAccount, DevnetAccount, DevnetAccount]
    member = accounts[1]
    stranger = accounts[2]
    banned = accounts[3]
    const { slug, chainId } = devnet.description.dacs[0] as { slug: string; chainId: number }
    open = { slug, chainId, rpc: devnet.dac(slug) }
    const text = charter(member, banned, accounts[0])
    guild = await createDac(devnet, accounts[0], text, [member, stranger, banned])
  })
  afterAll(async () => {
    for (const provider of providers) provider.destroy()
    await devnet?.stop()
  })

  /** Sends with the account's own gas limit, so that nobody estimates, and returns the receipt. */
  async function send(
    { rpc }: CreatedDac,
    { privateKey }: DevnetAccount,
    transaction: TransactionRequest,
  ): Promise<DenialReceipt & { readonly contractAddress: string | null }> {
    const provider = new JsonRpcProvider(rpc.url, undefined, { pollingInterval: 100 })
    providers.push(provider)
    const request = { gasLimit: GAS_LIMIT, ...transaction }
    const { hash } = await new Wallet(privateKey, provider).sendTransaction(request)
    return waitFor('the receipt', () => rpc.call('eth_getTransactionReceipt', hash))
  }

  it('lets a stranger deploy where the charter is open', async () => {
    const receipt = await send(open, stranger, { data: CREATION })
    expect(receipt.status).toBe('0x1')
    expect(await open.rpc.call('eth_getCode', receipt.contractAddress)).toBe(`0x${FACTORY}`)
  })

  it.each(['eth_estimateGas', 'eth_call'])(
    'answers %s of a creation by a stranger with what the charter denies',
    async (method) => {
      const { code, data, message } = await refusal(guild.rpc, method, {
        from: stranger.address,
        data: CREATION,
      })
      expect(code).toBe(-32050)
      expect(data).toEqual({
        address: stranger.address,
        opcode: 'CREATE',
        rule: 'not allowed',
        charterVersion: '0x1',
      })
      expect(message).toContain(stranger.address)
    },
  )

  it('includes a creation by a stranger, which fails with all its gas and says why', async () => {
    const receipt = await send(guild, stranger, { data: CREATION })
    expect(receipt).toMatchObject({
      status: '0x0',
      gasUsed: `0x${GAS_LIMIT.toString(16)}`,
      charterVersion: '0x1',
      charterDenial: { address: stranger.address, opcode: 'CREATE', depth: 0 },
    })
    expect(
      await guild.rpc.call('mvm_checkPermission', { from: stranger.address, data: CREATION }),
    ).toMatchObject({ allowed: false, opcode: 'CREATE', rule: 'not allowed' })
    const { mask, denied } = await guild.rpc.call<{ mask: Hex; denied: string[] }>(
      'mvm_effectiveMask',
      stranger.address,
    )
    expect(denied).toEqual(['CREATE', 'CREATE2', 'DEPLOY'])
    const missing = (permissionBits('DEPLOY') ?? []).map(
      (bit) => (BigInt(mask) >> BigInt(bit)) & 1n,
    )
    expect(missing).toEqual([0n, 0n])
  })

  it("halts a contract's CREATE when a stranger called it, and not when a member did", async () => {
    const factory = (await send(guild, member, { data: CREATION })).contractAddress as string
    const caller = (await send(guild, member, { data: initCode(CALLER) })).contractAddress as string
    const denial = { address: stranger.address, opcode: 'CREATE' }

    const direct = { from: stranger.address, to: factory }
    expect(await refusal(guild.rpc, 'eth_estimateGas', direct)).toMatchObject({ code: -32050 })
    expect(await refusal(guild.rpc, 'eth_call', direct)).toMatchObject({
      code: -32050,
      data: expect.objectContaining({ ...denial, rule: 'not allowed' }),
    })
    expect(await send(guild, stranger, { to: factory })).toMatchObject({
      status: '0x0',
      gasUsed: `0x${GAS_LIMIT.toString(16)}`,
      charterDenial: { ...denial, depth: 0 },
    })
    // Only the frame that may not create halts: its caller goes on without the 50,000 gas.
    const data = `0x${factory.slice(2).padStart(64, '0')}`
    const indirect = await send(guild, stranger, { to: caller, data })
    expect(indirect).toMatchObject({ status: '0x1', charterDenial: { ...denial, depth: 1 } })
    expect(Number(indirect.gasUsed)).toBeGreaterThan(50_000)

    const allowed = await send(guild, member, { to: caller, data })
    expect(allowed.status).toBe('0x1')
    expect(allowed.charterDenial).toBeUndefined()
    expect(await guild.rpc.nonce(factory)).toBe(2)
    expect(
      await guild.rpc.call('mvm_checkPermission', { from: member.address, opcode: 'DEPLOY' }),
    ).toMatchObject({ allowed: true, rule: 'allowed' })
  })

  it('takes no transaction from an account that may not submit', async () => {
    const transfer = (chainId: number) =>
      signTransfers({ chainId, privateKey: banned.privateKey, firstNonce: 0, count: 1 })[0]
    const raw = transfer(guild.chainId)?.raw
    expect(await refusal(guild.rpc, 'eth_sendRawTransaction', raw)).toMatchObject({
      code: -32050,
      data: { address: banned.address, opcode: 'SUBMIT', rule: 'denied', charterVersion: '0x1' },
    })
    // A follower hands it on, and hands the answer back.
    const atFollower = await refusal(devnet.follower(guild.slug), 'eth_sendRawTransaction', raw)
    expect(atFollower).toMatchObject({
      code: -32050,
      data: { address: banned.address, opcode: 'SUBMIT', rule: 'denied', charterVersion: '0x1' },
    })
    expect(await guild.rpc.nonce(banned.address, 'pending')).toBe(0)
    // The same account is welcome where the charter does not name it.
    const { raw: welcome, hash } = transfer(open.chainId) as { raw: string; hash: string }
    expect(await open.rpc.send(welcome)).toBe(hash)
  })

  it('refuses a transaction that was signed for the other DAC', async () => {
    const { privateKey, address } = member
    const firstNonce = await open.rpc.nonce(address)
    const [transfer] = signTransfers({ chainId: open.chainId, privateKey, firstNonce, count: 1 })
    for (const rpc of [guild.rpc, devnet.follower(guild.slug)]) {
      const { code, message } = await refusal(rpc, 'eth_sendRawTransaction', transfer?.raw)
      expect(code).toBe(-32000)
      expect(message).toContain('invalid chain id')
    }
    expect(await devnet.follower(open.slug).send(transfer?.raw as string)).toBe(transfer?.hash)
    // Refused for other reasons, a follower says the same as the sequencer.
    const [again, sequencers] = await Promise.all(
      [devnet.follower(open.slug), open.rpc].map((rpc) =>
        refusal(rpc, 'eth_sendRawTransaction', transfer?.raw),
      ),
    )
    expect(again).toMatchObject({ code: -32003, data: { reason: 'NONCE_TOO_LOW' } })
    expect(again?.message).toBe(sequencers?.message)
    expect(again?.message.match(/nonce too low/g)).toHaveLength(1)
  })

  it('has the batch of one DAC refused by the CTC for the other', async () => {
    const ctc = contractInterface('CanonicalTransactionChain')
    const { canonicalTransactionChain: to } = devnetContracts(devnet.description)
    const sequencer = devnet.description.nodes.find(({ role }) => role === 'sequencer')
    const batch = await open.rpc.call<{ l1TransactionHash: string; sequencer: string }>(
      'mvm_batchByBlock',
      '0x1',
    )
    expect(batch.sequencer).toBe(sequencer?.address?.toLowerCase())
    const { input } = await devnet.l1.call<{ input: Hex }>(
      'eth_getTransactionByHash',
      batch.l1TransactionHash,
    )
    const [ownChainId, ...rest] = ctc.decodeFunctionData('appendSequencerBatch', input)
    expect(ownChainId).toBe(BigInt(open.chainId))
    const data = ctc.encodeFunctionData('appendSequencerBatch', [guild.chainId, ...rest]) as Hex
    const reverted = await whyL1Reverts(devnet.l1, batch.sequencer, { to, data })
    expect(reverted).toMatchObject({
      contract: 'CanonicalTransactionChain',
      errorName: 'PrevBatchHashMismatch',
    })
    // The batch names what it builds on: here the beginning of the open DAC, which is no tip of another chain.
    const [named, tip] = Object.values(reverted?.args ?? {})
    expect(named).toBe(`0x${open.chainId.toString(16).padStart(64, '0')}`)
    expect(tip).not.toBe(named)
  })

  it('shows each charter, and only its own', async () => {
    const [ours, theirs] = await Promise.all(
      [open, guild].map(({ rpc }) =>
        rpc.call<{ mission: string; permissions: unknown[] }>('mvm_getCharter'),
      ),
    )
    expect(ours?.permissions).toEqual([])
    expect(theirs).toMatchObject({
      mission: 'Members build, everybody else uses what they built.',
      permissions: [
        { operation: 'allow', opcode: 'CREATE', addresses: [member.address] },
        { operation: 'allow', opcode: 'CREATE2', addresses: [member.address] },
        { operation: 'deny', opcode: 'SUBMIT', addresses: [banned.address] },
      ],
    })
    const code = await guild.rpc.call('eth_getCode', predeploys.dacMaster)
    expect(code).toBe(await open.rpc.call('eth_getCode', predeploys.dacMaster))
  })
})
