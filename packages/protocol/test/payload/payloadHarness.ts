import { decodePayload, fromHex, toHex } from '@mvm/protocol'
import { Interface } from 'ethers'
import { compileSolidity } from '../solidity/compileSolidity.ts'
import type { TestEvm } from '../solidity/TestEvm.ts'
import type { PayloadCase } from './payloadCases.ts'

const CASES_PER_CALL = 2_000
const HARNESS = 'contracts/test/payload/PayloadV1Harness.sol'

export const harnessAbi = new Interface([
  'function decodeAll(bytes cases)',
  'function locateAll(bytes cases)',
  'function locate(bytes payload, uint256 blockIndex, uint256 inputIndex, uint256 depositCount) returns (uint64 delta, bool found, uint256 start, uint256 end)',
])

/** The harness's two ways to decode: in one pass, and by looking up each input. */
export const decodingWays = ['decodeAll', 'locateAll'] as const
export type DecodingWay = (typeof decodingWays)[number]

/** PayloadV1Harness, its library changed by `change` to plant a fault. */
export function compileHarness(change?: (source: string, path: string) => string): string {
  return compileSolidity(HARNESS, 'PayloadV1Harness', change)
}

/** A case that the contract at `address` decodes otherwise than TypeScript does; a revert is otherwise, too. */
export async function findDeviation(
  evm: TestEvm,
  address: string,
  way: DecodingWay,
  cases: readonly PayloadCase[],
): Promise<PayloadCase | undefined> {
  if (cases.length > CASES_PER_CALL) {
    for (let from = 0; from < cases.length; from += CASES_PER_CALL) {
      const found = await findDeviation(evm, address, way, cases.slice(from, from + CASES_PER_CALL))
      if (found !== undefined) return found
    }
    return undefined
  }
  if ((await answer(evm, address, way, cases)) === expectedAnswer(cases)) return undefined
  if (cases.length === 1) return cases[0]
  const middle = cases.length >> 1
  const found =
    (await findDeviation(evm, address, way, cases.slice(0, middle))) ??
    (await findDeviation(evm, address, way, cases.slice(middle)))
  if (found === undefined) throw new Error('cases deviate together and none of them alone')
  return found
}

export function describeCase({ payload, blockCount, depositCount }: PayloadCase): string {
  return `${toHex(payload)}, ${blockCount} blocks, ${depositCount} deposits`
}

/** The answer that PayloadV1Harness documents, by the TypeScript decoder. */
function expectedAnswer(cases: readonly PayloadCase[]): string {
  const parts: Buffer[] = []
  for (const { payload, blockCount, depositCount } of cases) {
    for (const { delta, transactions } of decodePayload(payload, blockCount, depositCount)) {
      const head = Buffer.alloc(10)
      head.writeBigUInt64BE(delta)
      head.writeUInt16BE(transactions.length, 8)
      parts.push(head)
      for (const transaction of transactions) {
        const length = Buffer.alloc(4)
        length.writeUInt32BE(transaction.length)
        parts.push(length, Buffer.from(transaction))
      }
    }
  }
  return Buffer.concat(parts).toString('hex')
}

/** One argument of type bytes, ABI-encoded: ethers takes a multiple of the time for much data. */
function abiBytes(bytes: Buffer): string {
  const head = `${'20'.padStart(64, '0')}${bytes.length.toString(16).padStart(64, '0')}`
  return head + bytes.toString('hex').padEnd(Math.ceil(bytes.length / 32) * 64, '0')
}

/** The answer that the contract gives, or the message of its revert. */
async function answer(
  evm: TestEvm,
  address: string,
  way: DecodingWay,
  cases: readonly PayloadCase[],
): Promise<string> {
  const parts = cases.flatMap(({ payload, blockCount, depositCount }) => {
    const head = Buffer.alloc(8)
    head.writeUInt16BE(blockCount)
    head.writeUInt16BE(depositCount, 2)
    head.writeUInt32BE(payload.length, 4)
    return [head, payload]
  })
  const data = `${harnessAbi.getFunction(way)?.selector}${abiBytes(Buffer.concat(parts))}`
  const result = await evm.call(address, data).catch((error: Error) => {
    if (!error.message.includes('execution reverted')) throw error
    return error
  })
  if (result instanceof Error) return result.message
  const bytes = Buffer.from(fromHex(result))
  const length = Number(bytes.readBigUInt64BE(32 + 24))
  return bytes.toString('hex', 64, 64 + length)
}
