import {
  type Address,
  asAddress,
  type BatchHash,
  type Charter,
  devParameters,
  type Hex,
  type L1Contracts,
  type L1TransactionHash,
  type OutputRoot,
} from '@mvm/protocol'
import {
  type ContractSource,
  decodeRevert,
  deployContracts,
  encodeAllocate,
  encodeAppendForced,
  encodeAppendSequencerBatch,
  encodeAppendStateBatch,
  encodeApprove,
  encodeCreateDAC,
  encodeDepositMT,
  encodeEnqueue,
  encodeStake,
  type L1Block,
  type L1Client,
  type L1Receipt,
  type L1TransportOptions,
  RollupReader,
  readBatchLimits,
  readChainTip,
  readDac,
  revertDataOf,
} from '../../src/index.ts'
import { Anvil, anvilAccounts } from '../anvil.ts'

export const MT = 10n ** 18n

/** L2 address that blocks without a producer pay to. */
const feeVault = asAddress('0x4200000000000000000000000000000000000011')

/** A real anvil with the real contracts, and an operator who may post for the DACs that it creates. */
export class RollupBench {
  readonly anvil: Anvil
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly operator: Address
  readonly user: Address

  private constructor(anvil: Anvil, contracts: L1Contracts) {
    this.anvil = anvil
    this.client = anvil.client()
    this.contracts = contracts
    this.operator = anvilAccounts[0]?.address as Address
    this.user = anvilAccounts[1]?.address as Address
  }

  static async start(): Promise<RollupBench> {
    const anvil = await Anvil.start()
    const deployerKey = anvilAccounts[0]?.privateKey as Hex
    const contracts = await deployContracts({
      client: anvil.client(),
      deployerKey,
      parameters: devParameters,
    })
    const bench = new RollupBench(anvil, contracts)
    const { metisToken, sequencerPool, l1StandardBridge } = contracts
    for (const spender of [sequencerPool, l1StandardBridge]) {
      await bench.send(metisToken, encodeApprove({ spender, amount: 10n ** 30n }))
    }
    await bench.send(sequencerPool, encodeStake(1000n * MT))
    return bench
  }

  stop(): Promise<void> {
    return this.anvil.stop()
  }

  source(at?: ContractSource['at']): ContractSource {
    const source = { client: this.client, contracts: this.contracts }
    return at === undefined ? source : { ...source, at }
  }

  reader(options: Partial<L1TransportOptions> = {}): RollupReader {
    return new RollupReader({ client: this.anvil.client(options), contracts: this.contracts })
  }

  /** A transaction in a block of its own; throws when it reverts. */
  async send(
    to: Address,
    data: Hex,
    from: Address = this.operator,
    value = 0n,
  ): Promise<L1Receipt> {
    const transaction = { from, to, data, value: `0x${value.toString(16)}`, gas: '0xf00000' }
    const hash = await this.anvil.rpc('eth_sendTransaction', [transaction])
    let receipt: L1Receipt | null = null
    while (receipt === null) {
      receipt = (await this.client.receipts([hash as L1TransactionHash]))[0] ?? null
    }
    if (receipt.isSuccess) return receipt
    await this.client.call({ from, to, data, value }).catch((error) => {
      throw decodeRevert(revertDataOf(error) ?? '0x')
    })
    throw new Error(`a transaction to ${to} reverted and no longer does`)
  }

  /** Gives the chainID; the operator may post for the DAC. */
  async createDac(slug: string): Promise<number> {
    const charter: Charter = {
      vision: 'see',
      mission: 'do',
      permissions: [],
      taxrates: [],
      treasury: this.operator,
      managementContract: this.operator,
    }
    await this.send(this.contracts.comCo, encodeCreateDAC({ slug, charter, profile: 'dev' }))
    const dac = await readDac(this.source(), slug)
    if (dac === null) throw new Error(`no DAC ${slug}`)
    const { chainId } = dac
    await this.send(this.contracts.sequencerPool, encodeAllocate({ chainId, amount: 20n * MT }))
    return chainId
  }

  async deposit(chainId: number, amount: bigint): Promise<void> {
    const data = encodeDepositMT({ chainId, to: this.user, amount })
    await this.send(this.contracts.l1StandardBridge, data)
  }

  async enqueue(chainId: number, data: Hex): Promise<void> {
    const call = { chainId, to: this.user, value: 0n, gasLimit: 100_000n, data }
    await this.send(this.contracts.canonicalTransactionChain, encodeEnqueue(call), this.user)
  }

  /** A batch on the newest origin that consumes all that it may. */
  async append(chainId: number, payload: Uint8Array, blockCount = 1): Promise<L1Receipt> {
    await this.anvil.mine()
    return this.send(
      this.contracts.canonicalTransactionChain,
      await this.batchData(chainId, payload, blockCount),
    )
  }

  async batchData(chainId: number, payload: Uint8Array, blockCount = 1): Promise<Hex> {
    const origin = await this.head()
    const [tip, limits] = await Promise.all([
      readChainTip(this.source(), chainId),
      readBatchLimits(this.source(), chainId, origin.number),
    ])
    return encodeAppendSequencerBatch({
      chainId,
      prevBatchHash: tip.batchHash,
      blockCount,
      queueEnd: limits.queueEnd.max,
      originNumber: origin.number,
      originHash: origin.hash,
      feeScalar: tip.feeScalar,
      producer: feeVault,
      producerSignature: new Uint8Array(0),
      payload,
    })
  }

  async appendForced(chainId: number): Promise<L1Receipt> {
    const origin = await this.head()
    const call = { chainId, originNumber: origin.number, originHash: origin.hash }
    return this.send(this.contracts.canonicalTransactionChain, encodeAppendForced(call), this.user)
  }

  async appendState(chainId: number, firstBlock: number, count: number): Promise<L1Receipt> {
    const { batchHash } = await readChainTip(this.source(), chainId)
    const outputRoots = Array.from({ length: count }, (_, i) => rootOf(firstBlock + i))
    const call = { chainId, firstBlock, outputRoots, batchHash: batchHash as BatchHash }
    return this.send(this.contracts.stateCommitmentChain, encodeAppendStateBatch(call))
  }

  async blocks(from: number, to: number): Promise<L1Block[]> {
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    return (await this.client.blocks(numbers)) as L1Block[]
  }

  async head(): Promise<L1Block> {
    return (await this.client.block('latest')) as L1Block
  }
}

function rootOf(blockNumber: number): OutputRoot {
  return `0x${(blockNumber + 1).toString(16).padStart(64, 'a')}` as OutputRoot
}
