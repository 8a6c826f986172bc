import { chainBlockSize, revertReason, type SimulatedCall } from '@mvm/protocol'
import { data } from '../format/data.ts'
import { formatHeader } from '../format/formatHeader.ts'
import { formatLog } from '../format/formatLog.ts'
import { formatTransaction } from '../format/formatTransaction.ts'
import { formatWithdrawals } from '../format/formatWithdrawals.ts'
import { quantity } from '../format/quantity.ts'
import type { Json } from '../jsonrpc/Json.ts'
import type { SimulatedBlock } from '../port/BlockSimulation.ts'

/** The code of a call that a machine error ended, in execution-apis. */
const VM_ERROR = -32015
const REVERTED = 3

/** A simulated block with what became of its calls. */
export function formatSimulatedBlock(simulated: SimulatedBlock, isFull: boolean): Json {
  const { block, transactions, withdrawals, encodedTransactions } = simulated
  const { header } = block
  const contents = { header, transactions: encodedTransactions, ommers: [], withdrawals }
  return {
    ...formatHeader(block),
    size: quantity(chainBlockSize(contents)),
    transactions: transactions.map((transaction, index) =>
      isFull ? formatTransaction(transaction, { block, index }) : transaction.hash,
    ),
    uncles: [],
    ...(withdrawals === null ? {} : { withdrawals: formatWithdrawals(withdrawals) }),
    calls: formatCalls(simulated),
  }
}

function formatCalls({ block, transactions, calls }: SimulatedBlock): readonly Json[] {
  let logIndex = 0
  return calls.map((call, transactionIndex) => {
    const logs = call.logs.map((log) =>
      formatLog({
        ...log,
        blockNumber: block.header.number,
        blockHash: block.hash,
        blockTimestamp: block.header.timestamp,
        transactionHash: transactions[transactionIndex]?.hash ?? block.hash,
        transactionIndex,
        logIndex: logIndex++,
      } as Parameters<typeof formatLog>[0]),
    )
    return {
      returnData: data(call.status === 'success' ? call.output : new Uint8Array()),
      logs,
      gasUsed: quantity(call.gasUsed),
      maxUsedGas: quantity(call.maxUsedGas),
      status: call.status === 'success' ? '0x1' : '0x0',
      ...(call.status === 'success' ? {} : { error: formatFailure(call) }),
    }
  })
}

function formatFailure({ status, output, reason }: SimulatedCall): Json {
  if (status !== 'reverted') {
    return { message: `vm execution error: ${reason ?? 'halted'}`, code: VM_ERROR }
  }
  const words = revertReason(output)
  const message = words === undefined ? 'execution reverted' : `execution reverted: ${words}`
  return { message, code: REVERTED, data: data(output) }
}
