import { Contract, ContractFactory, JsonRpcProvider, Wallet } from 'ethers'
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import { createPublicClient, createWalletClient, defineChain, http, webSocket } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { chainConfig } from 'viem/op-stack'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompiledContract, compileToken } from '../dapp/compileToken.ts'
import { cast, hasCast } from '../support/cast.ts'
import type { RpcReceipt } from '../support/JsonRpc.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'

const MT = 10n ** 18n
const SUPPLY = 1_000_000n * MT

describe('tools that nobody here wrote', () => {
  let devnet: TestDevnet
  let token: CompiledContract
  let url: string
  let wsUrl: string
  let chainId: number
  const key = (index: number) => devnet.accounts[index]?.privateKey as `0x${string}`
  const address = (index: number) => devnet.accounts[index]?.address as `0x${string}`

  beforeAll(async () => {
    devnet = await startDevnet()
    token = compileToken()
    const dac = devnet.description.dacs[0] as { rpcUrl: string; wsUrl: string; chainId: number }
    url = dac.rpcUrl
    wsUrl = dac.wsUrl
    chainId = dac.chainId
  })
  afterAll(() => devnet?.stop())

  describe('ethers', () => {
    let provider: JsonRpcProvider
    beforeAll(() => {
      // Without cacheTimeout ethers repeats answers for 250 ms, nonces included, which is longer than a block takes.
      provider = new JsonRpcProvider(url, undefined, { pollingInterval: 50, cacheTimeout: -1 })
    })
    afterAll(() => provider?.destroy())

    it('finds a receipt right after sending to an idle DAC, where no further block will come', async () => {
      const wallet = new Wallet(key(1), provider)
      for (let round = 0; round < 3; round++) {
        const sent = await wallet.sendTransaction({ to: address(2), value: 1n })
        // What `wait()` does first; it would then wait for a block.
        const receipt = await provider.getTransactionReceipt(sent.hash)
        expect(receipt).toMatchObject({ status: 1, from: wallet.address })
        expect(await devnet.dac().blockNumber()).toBe(receipt?.blockNumber)
        expect((await sent.wait())?.blockHash).toBe(receipt?.blockHash)
      }
    })

    it('deploys, sends, reads and finds logs', async () => {
      const wallet = new Wallet(key(1), provider)
      const factory = new ContractFactory(token.abi as never, token.bytecode, wallet)
      const deployed = await factory.deploy('Ethers', 'E')
      const contract = new Contract(await deployed.getAddress(), token.abi as never, wallet)
      expect(await contract.getFunction('totalSupply')()).toBe(SUPPLY)
      const sent = await contract.getFunction('transfer')(address(3), 7n)
      const receipt = await sent.wait()
      expect(await contract.getFunction('balanceOf')(address(3))).toBe(7n)
      const transfers = await contract.queryFilter('Transfer', receipt.blockNumber)
      expect(transfers.map(({ transactionHash }) => transactionHash)).toEqual([sent.hash])
      await expect(contract.getFunction('transfer').staticCall(address(3), SUPPLY)).rejects.toThrow(
        'ERC20InsufficientBalance',
      )
      const block = await provider.getBlock(receipt.blockNumber, true)
      expect(block?.prefetchedTransactions.map(({ hash }) => hash)).toContain(sent.hash)
    })
  })

  it('viem deploys, reads, writes, watches logs over WebSocket and parses deposits', async () => {
    const chain = defineChain({
      ...chainConfig,
      id: chainId,
      name: 'demo',
      nativeCurrency: { name: 'Metis', symbol: 'MT', decimals: 18 },
      rpcUrls: { default: { http: [url], webSocket: [wsUrl] } },
    })
    const options = { chain, pollingInterval: 50 }
    const reader = createPublicClient({ ...options, transport: http() })
    const socket = createPublicClient({ ...options, transport: webSocket() })
    const account = privateKeyToAccount(key(4))
    const wallet = createWalletClient({ ...options, account, transport: http() })
    const abi = token.abi as never
    const bytecode = token.bytecode as `0x${string}`

    expect(await reader.getChainId()).toBe(chainId)
    const creation = await wallet.deployContract({ abi, bytecode, args: ['Viem', 'V'] as never })
    const created = await reader.waitForTransactionReceipt({ hash: creation })
    const contract = { address: created.contractAddress as `0x${string}`, abi }
    expect(await reader.readContract({ ...contract, functionName: 'name' })).toBe('Viem')

    const heard: { args: { to?: string; value?: bigint } }[] = []
    const stop = socket.watchContractEvent({
      ...contract,
      eventName: 'Transfer',
      onLogs: (logs) => heard.push(...(logs as unknown as typeof heard)),
    })
    const { request } = await reader.simulateContract({
      ...contract,
      account,
      functionName: 'transfer',
      args: [address(5), 9n] as never,
    })
    // The subscription is set up in the background: sent again until it is heard.
    const log = await waitFor('a log over WebSocket', async () => {
      const hash = await wallet.writeContract(request as never)
      await reader.waitForTransactionReceipt({ hash })
      return heard[0]
    })
    stop()
    expect(log.args).toMatchObject({ value: 9n })
    expect(log.args.to?.toLowerCase()).toBe(address(5))

    expect(created).toMatchObject({ status: 'success', type: 'eip1559' })
    // The OP Stack's fields of a receipt, as its formatter reads them.
    const { l1Fee, l1GasUsed, l1GasPrice, l1FeeScalar } = created as unknown as {
      l1Fee: bigint
      l1GasUsed: bigint
      l1GasPrice: bigint
      l1FeeScalar: number
    }
    expect(l1Fee).toBeGreaterThan(0n)
    expect(l1Fee).toBe(l1GasUsed * l1GasPrice * BigInt(l1FeeScalar))

    const block = await reader.getBlock({ blockNumber: 1n, includeTransactions: true })
    const [deposit] = block.transactions
    expect(deposit).toMatchObject({ type: 'deposit', typeHex: '0x7e', isSystemTx: true })
    const again = await reader.getTransaction({ hash: deposit?.hash as `0x${string}` })
    expect(again).toMatchObject({ type: 'deposit', sourceHash: expect.stringMatching(/^0x/) })
    expect((await reader.getBlock({ blockTag: 'latest' })).hash).toMatch(/^0x/)
    await (await socket.transport.getRpcClient()).close()
  })

  // Foundry is not there on every platform; its absence is told when this file is read.
  it.skipIf(!hasCast)(
    'cast sends, calls and shows logs, receipts, blocks, estimates and transactions',
    async () => {
      const rpc = ['--rpc-url', url]
      const send = [...rpc, '--private-key', key(6), '--json']
      const creation = JSON.parse(
        await cast(
          'send',
          ...send,
          '--create',
          token.bytecode.concat(
            (await cast('abi-encode', 'f(string,string)', 'Cast', 'C')).slice(2),
          ),
        ),
      )
      expect(creation.status).toBe('0x1')
      const contract = creation.contractAddress as string
      expect(await cast('call', ...rpc, contract, 'name()(string)')).toBe('"Cast"')
      const transfer = ['transfer(address,uint256)', address(7), '11']
      const gas = await cast('estimate', ...rpc, '--from', address(6), contract, ...transfer)
      const sent = JSON.parse(await cast('send', ...send, contract, ...transfer))
      expect(BigInt(sent.gasUsed)).toBeLessThanOrEqual(BigInt(gas))
      const receipt = JSON.parse(await cast('receipt', ...rpc, sent.transactionHash, '--json'))
      expect(receipt).toMatchObject({ status: '0x1', blockHash: sent.blockHash })
      const logs = await cast('logs', ...rpc, '--address', contract, '--from-block', '1', '--json')
      expect(JSON.parse(logs)).toHaveLength(2)
      const block = JSON.parse(
        await cast('block', ...rpc, String(Number(receipt.blockNumber)), '--json'),
      )
      expect(block).toMatchObject({ hash: sent.blockHash, transactions: [sent.transactionHash] })
      const transaction = JSON.parse(await cast('tx', ...rpc, sent.transactionHash, '--json'))
      expect(transaction).toMatchObject({ hash: sent.transactionHash, type: '0x2' })
      expect(await cast('balance', ...rpc, address(8))).toBe(String(10_000n * MT))
      expect(await cast('chain-id', ...rpc)).toBe(String(chainId))
      const first = JSON.parse(await cast('block', ...rpc, '1', '--full', '--json'))
      expect(first.transactions[0]).toMatchObject({ type: '0x7e' })
    },
  )

  it('Hardhat deploys and calls with a DAC as an http network', async () => {
    const hardhat = await createHardhatRuntimeEnvironment({
      networks: { dac: { type: 'http', url, accounts: [key(9)] } },
    })
    const { provider } = await hardhat.network.connect('dac')
    const request = (method: string, ...params: unknown[]) => provider.request({ method, params })
    // Hardhat fills in nonce, gas, prices and chain id, and signs.
    const send = async (transaction: object) => {
      const hash = await request('eth_sendTransaction', { from: address(9), ...transaction })
      return (await request('eth_getTransactionReceipt', hash)) as RpcReceipt & {
        readonly contractAddress: string
      }
    }
    const contract = new ContractFactory(token.abi as never, token.bytecode)
    try {
      expect(await request('eth_accounts')).toEqual([address(9)])
      const { data } = await contract.getDeployTransaction('Hardhat', 'H')
      const { status, contractAddress } = await send({ data })
      expect(status).toBe('0x1')
      const call = (method: string, ...parameters: unknown[]) =>
        contract.interface.encodeFunctionData(method, parameters)
      const transfer = await send({ to: contractAddress, data: call('transfer', address(0), 13n) })
      expect(transfer.status).toBe('0x1')
      const balance = call('balanceOf', address(0))
      expect(Number(await request('eth_call', { to: contractAddress, data: balance }))).toBe(13)
      const tooMuch = call('transfer', address(0), SUPPLY)
      await expect(send({ to: contractAddress, data: tooMuch })).rejects.toThrow('revert')
    } finally {
      await provider.close()
    }
  })
})
