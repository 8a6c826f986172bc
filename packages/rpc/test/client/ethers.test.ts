import { encodeTransaction, type SignedTransaction, signTransaction } from '@mvm/protocol'
import { Contract, ethers, type Log } from 'ethers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../dac/eventually.ts'
import { TestServer } from '../dac/TestServer.ts'
import { alice, bob, scriptedAccounts } from '../dac/testAccounts.ts'
import { deposit, logging, transfer } from '../dac/transactions.ts'

let server: TestServer
let provider: ethers.JsonRpcProvider
beforeEach(async () => {
  server = await TestServer.start()
  const { dac } = server
  dac.state.balances.set(alice.address, 10n ** 18n)
  // As the devnet seals: on arrival.
  dac.pool.onAccepted = () => setImmediate(() => dac.chain.mine({ transactions: dac.pool.take() }))
  dac.chain.mine({ transactions: [deposit(dac.chainId)] })
  provider = new ethers.JsonRpcProvider(server.url, undefined, { pollingInterval: 20 })
})
afterEach(async () => {
  provider.destroy()
  await server[Symbol.asyncDispose]()
})

describe('ethers 6', () => {
  it('finds the network, the fees and the head', async () => {
    expect((await provider.getNetwork()).chainId).toBe(BigInt(server.dac.chainId))
    expect(await provider.getBlockNumber()).toBe(1)
    const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = await provider.getFeeData()
    expect([gasPrice, maxPriorityFeePerGas]).toEqual([1_000_003n, 3n])
    expect(maxFeePerGas).toBe(2_000_003n)
  })

  it('parses blocks, and their hash is that of their fields', async () => {
    const block = await provider.getBlock('latest', true)
    expect(block).toMatchObject({
      number: 1,
      hash: server.dac.chain.newest.hash,
      parentHash: server.dac.chain.blocks[0]?.hash,
      gasLimit: 30_000_000n,
      baseFeePerGas: 1_000_000n,
    })
    expect(block?.transactions).toHaveLength(1)
  })

  it('signs, sends, waits and reads the receipt', async () => {
    const wallet = new ethers.Wallet(alice.key, provider)
    const sent = await wallet.sendTransaction({ to: bob.address, value: 5n })
    const receipt = await sent.wait()
    expect(receipt).toMatchObject({ status: 1, blockNumber: 2, hash: sent.hash, gasUsed: 21_000n })
    const mined = await provider.getTransaction(sent.hash)
    expect(mined).toMatchObject({ from: ethers.getAddress(alice.address), value: 5n, type: 2 })
    expect(await provider.getTransactionCount(alice.address)).toBe(1)
  })

  it('deploys, and finds the address that the receipt names', async () => {
    const factory = new ethers.ContractFactory([], '0x6001', new ethers.Wallet(alice.key, provider))
    const contract = await factory.deploy()
    const receipt = await contract.deploymentTransaction()?.wait()
    expect(receipt?.contractAddress?.toLowerCase()).toBe(scriptedAccounts.echo)
  })

  it('agrees on the hash and the signer of every signed type', async () => {
    const { chainId } = server.dac
    const common = {
      chainId,
      gasLimit: 50_000n,
      to: bob.address,
      value: 1n,
      data: new Uint8Array(),
    }
    const accessList = [{ address: bob.address, storageKeys: [`0x${'05'.repeat(32)}` as const] }]
    const fees = { maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 1n }
    const signed: SignedTransaction[] = [
      signTransaction({ type: 0, ...common, nonce: 0n, gasPrice: 2_000_000n }, alice.key),
      signTransaction(
        { type: 1, ...common, nonce: 1n, gasPrice: 2_000_000n, accessList },
        alice.key,
      ),
      signTransaction({ type: 2, ...common, nonce: 2n, ...fees, accessList }, alice.key),
    ]
    server.dac.chain.mine({ transactions: signed })
    for (const { hash, type } of signed) {
      const parsed = await provider.getTransaction(hash)
      expect(parsed?.type).toBe(type)
      // From the parsed fields alone.
      const again = ethers.Transaction.from(parsed as ethers.TransactionLike<string>)
      expect([again.hash, again.from]).toEqual([hash, ethers.getAddress(alice.address)])
    }
  })

  it('reads logs and listens to events', async () => {
    const { dac } = server
    dac.chain.mine({ transactions: [logging(dac.chainId, 1)] })
    const filter = { address: scriptedAccounts.logger, fromBlock: 0 }
    const logs = await provider.getLogs(filter)
    expect(logs).toMatchObject([{ blockNumber: 2, index: 0, data: '0xcafe', removed: false }])
    const heard = new Promise<Log>((resolve) => {
      provider.once({ address: scriptedAccounts.logger }, resolve)
    })
    await eventually(async () => {
      dac.chain.mine({ transactions: [logging(dac.chainId, 2, { nonce: 1n })] })
      return Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 50, null))])
    }).toMatchObject({ topics: [`0x${'02'.repeat(32)}`] })
    await eventually(() => dac.listenerCount).toBe(0)
  })

  it('listens over WebSocket', async () => {
    const { dac } = server
    const sockets = new ethers.WebSocketProvider(server.wsUrl)
    const block = new Promise<number>((resolve) => sockets.once('block', resolve))
    const log = new Promise<Log>((resolve) =>
      sockets.once({ address: scriptedAccounts.logger }, resolve),
    )
    const pending = new Promise<string>((resolve) => sockets.once('pending', resolve))
    await eventually(() => dac.listenerCount).toBe(3)
    const transaction = logging(dac.chainId, 7)
    await dac.pool.submit(encodeTransaction(transaction))
    expect(await pending).toBe(transaction.hash)
    expect(await block).toBe(2)
    expect(await log).toMatchObject({ transactionHash: transaction.hash })
    // It ends its subscriptions by itself after the first event.
    await eventually(() => dac.listenerCount).toBe(0)
    // Answered behind the ends of the subscriptions, which must not be under way when it is destroyed.
    await sockets.getBlockNumber()
    await sockets.destroy()
  })

  it('decodes custom errors and reasons of reverts', async () => {
    const contract = new Contract(
      scriptedAccounts.reverts,
      ['function fail(uint256) view', 'error Error2(uint256)'],
      provider,
    )
    // The account reverts with the calldata itself.
    await expect(contract.getFunction('fail').staticCall(1n)).rejects.toMatchObject({
      code: 'CALL_EXCEPTION',
      data: contract.interface.encodeFunctionData('fail', [1n]),
    })
    const reason = new ethers.Interface(['error Error(string)']).encodeErrorResult('Error', ['no'])
    await expect(
      provider.call({ to: scriptedAccounts.reverts, data: reason }),
    ).rejects.toMatchObject({ code: 'CALL_EXCEPTION', reason: 'no' })
    await expect(
      provider.estimateGas({ to: scriptedAccounts.reverts, data: reason }),
    ).rejects.toMatchObject({ code: 'CALL_EXCEPTION', reason: 'no' })
  })

  it.each([
    ['NONCE_TOO_LOW', 'NONCE_EXPIRED'],
    ['INSUFFICIENT_FUNDS', 'INSUFFICIENT_FUNDS'],
    ['REPLACEMENT_UNDERPRICED', 'REPLACEMENT_UNDERPRICED'],
  ] as const)('understands the refusal %s', async (refusal, code) => {
    server.dac.pool.nextOutcome = { status: 'refused', refusal, detail: 'figures' }
    const raw = encodeTransaction(transfer(server.dac.chainId))
    await expect(provider.broadcastTransaction(ethers.hexlify(raw))).rejects.toMatchObject({ code })
  })

  it('reads state at tags, numbers and hashes', async () => {
    expect(await provider.getBalance(alice.address, 'safe')).toBe(10n ** 18n)
    expect(await provider.getStorage(bob.address, 5)).toBe(ethers.toBeHex(5, 32))
    expect(await provider.getCode(bob.address, 1)).toBe('0x')
    expect(
      await provider.call({
        to: scriptedAccounts.echo,
        data: '0x12',
        blockTag: server.dac.chain.newest.hash,
      }),
    ).toBe('0x12')
  })
})
