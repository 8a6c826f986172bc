import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  deployContracts,
  encodeAllocate,
  encodeAppendForced,
  encodeApprove,
  encodeCreateDAC,
  encodeDepositMT,
  encodeDraw,
  encodeStake,
  type L1Block,
  L1Client,
  type L1Receipt,
  readDac,
} from '@mvm/l1'
import {
  type Address,
  asAddress,
  devParameters,
  type Hex,
  type L1Contracts,
  type L1TransactionHash,
} from '@mvm/protocol'

/** The first accounts of anvil's default mnemonic. */
const deployer = {
  address: asAddress('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'),
  key: '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
} as const
export const sequencer = {
  address: asAddress('0x70997970c51812dc3a010c7d01b50e0d17dc79c8'),
  key: '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
} as const

const MT = 10n ** 18n
const binary = fileURLToPath(new URL('../../../../node_modules/.bin/anvil', import.meta.url))

/** A real anvil with the real contracts and a DAC for which the sequencer may post. */
export class TestL1 {
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly chainId: number
  readonly #process: ChildProcess

  private constructor(
    client: L1Client,
    process: ChildProcess,
    contracts: L1Contracts,
    chainId: number,
  ) {
    this.client = client
    this.#process = process
    this.contracts = contracts
    this.chainId = chainId
  }

  static async start(): Promise<TestL1> {
    const port = await freePort()
    const process = spawn(binary, ['--port', String(port), '--silent'], { stdio: 'ignore' })
    const url = `http://127.0.0.1:${port}`
    const patient = { attempts: 100, firstRetryDelayMs: 50, maxRetryDelayMs: 100 }
    await new L1Client({ urls: [url], ...patient }).chainId()
    const client = new L1Client({ urls: [url] })
    const contracts = await deployContracts({
      client,
      deployerKey: deployer.key,
      // One epoch for the whole test, drawn once.
      parameters: { ...devParameters, epochLength: 100_000 },
    })
    const { comCo, metisToken, sequencerPool, l1StandardBridge } = contracts
    const l1 = new TestL1(client, process, contracts, 0)
    const charter = {
      vision: 'see',
      mission: 'do',
      permissions: [],
      taxrates: [],
      treasury: deployer.address,
      managementContract: deployer.address,
    }
    await l1.send(comCo, encodeCreateDAC({ slug: 'ordering', charter, profile: 'dev' }))
    const dac = await readDac({ client, contracts }, 'ordering')
    if (dac === null) throw new Error('no DAC')
    await l1.transfer(metisToken, sequencer.address, 100n * MT)
    await l1.send(metisToken, encodeApprove({ spender: l1StandardBridge, amount: 2n ** 255n }))
    const { address } = sequencer
    await l1.send(
      metisToken,
      encodeApprove({ spender: sequencerPool, amount: 2n ** 255n }),
      address,
    )
    await l1.send(sequencerPool, encodeStake(100n * MT), address)
    const allocation = { chainId: dac.chainId, amount: 50n * MT }
    await l1.send(sequencerPool, encodeAllocate(allocation), address)
    await l1.send(sequencerPool, encodeDraw({ chainId: dac.chainId, epoch: 0 }))
    // From here on blocks come when the test wants them.
    await l1.rpc('evm_setAutomine', [false])
    return new TestL1(client, process, contracts, dac.chainId)
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGKILL')
    await once(this.#process, 'exit')
  }

  async rpc<Result>(method: string, params: readonly unknown[] = []): Promise<Result> {
    const [result] = await this.client.transport.requestAll([{ method, params }], (answer) => {
      if (!answer.ok) throw answer.error
      return answer.result
    })
    return result as Result
  }

  mine(): Promise<unknown> {
    return this.rpc('evm_mine')
  }

  head(): Promise<L1Block> {
    return this.client.block('latest') as Promise<L1Block>
  }

  /** Goes back to a snapshot and mines other blocks than those before. */
  async reorg(snapshot: string, newBlocks: number): Promise<void> {
    const coinbase = crypto.getRandomValues(Buffer.alloc(20)).toString('hex')
    await this.rpc('evm_revert', [snapshot])
    await this.rpc('anvil_dropAllTransactions')
    await this.rpc('anvil_setCoinbase', [`0x${coinbase}`])
    for (let i = 0; i < newBlocks; i++) await this.mine()
  }

  /** Puts a deposit of one wei of MT into the L1 pool; the next block takes it. */
  deposit(to: Address): Promise<unknown> {
    const call = { chainId: this.chainId, to, amount: 1n }
    return this.submit(this.contracts.l1StandardBridge, encodeDepositMT(call), deployer.address)
  }

  async appendForced(): Promise<unknown> {
    const { number, hash } = await this.head()
    const call = { chainId: this.chainId, originNumber: number, originHash: hash }
    const { canonicalTransactionChain } = this.contracts
    return this.submit(canonicalTransactionChain, encodeAppendForced(call), deployer.address)
  }

  submit(to: Address, data: Hex, from: Address): Promise<L1TransactionHash> {
    return this.rpc('eth_sendTransaction', [{ from, to, data, gas: '0xf00000' }])
  }

  /** A transaction that is mined at once. */
  private async send(to: Address, data: Hex, from: Address = deployer.address): Promise<L1Receipt> {
    const hash = await this.submit(to, data, from)
    for (;;) {
      const [receipt] = await this.client.receipts([hash])
      if (receipt?.isSuccess) return receipt
      if (receipt) throw new Error(`a transaction to ${to} reverted`)
      await setTimeout(10)
    }
  }

  private transfer(token: Address, to: Address, amount: bigint): Promise<L1Receipt> {
    const word = (hex: string) => hex.padStart(64, '0')
    return this.send(token, `0xa9059cbb${word(to.slice(2))}${word(amount.toString(16))}`)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
