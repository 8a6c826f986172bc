import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { data } from '../../format/data.ts'
import { formatWithdrawals } from '../../format/formatWithdrawals.ts'
import { quantity } from '../../format/quantity.ts'
import type { Json } from '../../jsonrpc/Json.ts'
import { need } from '../../parameter/need.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readData } from '../../parameter/readData.ts'
import { readField } from '../../parameter/readField.ts'
import { readFields } from '../../parameter/readFields.ts'
import { readHash } from '../../parameter/readHash.ts'
import { readList } from '../../parameter/readList.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { readWithdrawal } from '../../parameter/readWithdrawal.ts'
import { required } from '../../parameter/required.ts'
import type { BuiltBlock } from '../../port/BuildingPort.ts'
import type { EthereumPorts } from '../../port/EthereumPorts.ts'
import { defineMethod } from '../defineMethod.ts'
import type { MethodContext } from '../MethodContext.ts'

/** The gas limit towards which geth moves blocks. */
const GAS_LIMIT_GOAL = 60_000_000n

const readTransactions = readList(readData)
const readWithdrawals = readList(readWithdrawal)

function readAttributes(value: unknown, at: string) {
  const fields = readFields(value, at)
  return {
    timestamp: need(fields, 'timestamp', readNumber, at),
    prevRandao: need(fields, 'prevRandao', readHash, at),
    coinbase: need(fields, 'suggestedFeeRecipient', readAddress, at),
    withdrawals: readField(fields, 'withdrawals', readWithdrawals, at) ?? [],
    parentBeaconBlockRoot: readField(fields, 'parentBeaconBlockRoot', readHash, at) ?? null,
  }
}

const parameters = [
  required('parentHash', readHash),
  required('attributes', readAttributes),
  optional('transactions', readTransactions, null),
  optional('extraData', readData, new Uint8Array()),
] as const

/** Builds a block on another one, of given transactions or of the pool's; it is not kept. */
export const buildBlockV1 = defineMethod<typeof parameters, MethodContext<EthereumPorts>>({
  name: 'testing_buildBlockV1',
  parameters,
  handle: async ({ ports }, parentHash, attributes, transactions, extraData) => {
    const parent = ports.chain.headerByHash(parentHash)
    if (parent === null) throw new InvalidInputError({ problem: 'unknown parent' })
    const pooled = () =>
      ports.pool.content().pending.flatMap(({ hash }) => ports.pool.encodedTransaction(hash) ?? [])
    const built = await ports.building.build({
      parent,
      ...attributes,
      extraData: data(extraData),
      gasLimitGoal: GAS_LIMIT_GOAL,
      transactions: transactions ?? pooled(),
    })
    if (built.status === 'built') return formatPayload(built)
    const { index, reason } = built
    throw new InvalidInputError({ problem: `transaction ${index} cannot be in it: ${reason}` })
  },
})

function formatPayload(built: Extract<BuiltBlock, { status: 'built' }>): Json {
  const { block, transactions, withdrawals, value, requests } = built
  const { header } = block
  return {
    executionPayload: {
      parentHash: header.parentHash,
      feeRecipient: header.coinbase,
      stateRoot: header.stateRoot,
      receiptsRoot: header.receiptsRoot,
      logsBloom: header.logsBloom,
      prevRandao: header.mixHash,
      blockNumber: quantity(header.number),
      gasLimit: quantity(header.gasLimit),
      gasUsed: quantity(header.gasUsed),
      timestamp: quantity(header.timestamp),
      extraData: header.extraData,
      baseFeePerGas: quantity(header.baseFeePerGas ?? 0n),
      blockHash: block.hash,
      transactions: transactions.map(data),
      withdrawals: formatWithdrawals(withdrawals),
      blobGasUsed: quantity(header.blobGasUsed ?? 0n),
      excessBlobGas: quantity(header.excessBlobGas ?? 0n),
    },
    blockValue: quantity(value),
    // Blobs travel beside their transactions, which are given here without them.
    blobsBundle: { commitments: [], proofs: [], blobs: [] },
    executionRequests: requests,
    shouldOverrideBuilder: false,
  }
}
