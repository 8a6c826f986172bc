import type { TraceKind } from '@mvm/protocol'
import type {
  CallFrame,
  SealedHeader,
  SimulationRequest,
  TracePort,
  TransactionTrace,
} from '../../src/index.ts'
import type { TestChain } from './TestChain.ts'
import { alice, bob } from './testAccounts.ts'

/** One frame for each transaction, with one inside. */
export const testFrame: CallFrame = {
  type: 'CALL',
  from: alice.address,
  to: bob.address,
  value: '0x1',
  gas: '0x5300',
  gasUsed: '0x5208',
  input: '0x12345678',
  output: '0x',
  calls: [
    {
      type: 'STATICCALL',
      from: bob.address,
      to: alice.address,
      gas: '0x10',
      gasUsed: '0x8',
      input: '0x',
      error: 'execution reverted',
      output: '0x08',
    },
  ],
}

const balanceChange = {
  pre: { [alice.address]: { balance: '0x5', nonce: 1 } },
  post: { [alice.address]: { balance: '0x4', nonce: 2 } },
}

/** Records the same of every transaction. */
export class TestTrace implements TracePort {
  readonly #chain: TestChain
  lastKinds: readonly TraceKind[] = []

  constructor(chain: TestChain) {
    this.#chain = chain
  }

  async block(
    block: SealedHeader,
    index: number | null,
    kinds: readonly TraceKind[],
  ): Promise<readonly TransactionTrace[]> {
    this.lastKinds = kinds
    return this.#chain
      .transactionHashes(block)
      .filter((_, place) => index === null || index === place)
      .map((transactionHash) => ({ transactionHash, results: kinds.map(resultOf) }))
  }

  async call(_request: SimulationRequest, kinds: readonly TraceKind[]): Promise<TransactionTrace> {
    this.lastKinds = kinds
    return { transactionHash: `0x${'00'.repeat(32)}`, results: kinds.map(resultOf) }
  }
}

function resultOf(kind: TraceKind): TransactionTrace['results'][number] {
  switch (kind.kind) {
    case 'call':
      return testFrame as unknown as TransactionTrace['results'][number]
    case 'prestate':
      return kind.isDiff ? balanceChange : balanceChange.pre
    case 'struct':
      return { gas: 21_000, failed: false, returnValue: '0x', structLogs: [] }
    default:
      return {}
  }
}
