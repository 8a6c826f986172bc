const KEEPS_NO_KEYS =
  'this node keeps no keys; sign in a wallet and send with eth_sendRawTransaction'

const DEV_PROFILE_ONLY =
  'no client sets the time or the blocks of a DAC, or sends in the name of others; only nodes of a development network (--profile dev) do so, through their L1'
const FORK = 'fork the DAC, where all of this can be done (anvil --fork-url <its URL>)'
const STATE = `code, nonces and storage change by transactions only, because every node derives them from L1; override them in eth_call, eth_estimateGas or eth_simulateV1, or ${FORK}`
const TAKING_BACK = `blocks of a DAC cannot be taken back, because they go to L1; give each test a DAC of its own (mvm dac create), or ${FORK}`
const FIXED = `it follows from the protocol, which no node can set; ${FORK}`
const POOL =
  'a transaction that was acknowledged is kept; replace it by one with the same nonce and a higher price'
const LOG = 'requests are not logged; debug_traceTransaction traces'
const NO_BLOCK_ACCESS_LISTS = 'blocks have no access lists before Amsterdam'

/** What nodes of the dev profile serve. */
const served: readonly string[] = [
  ...['evm_mine', 'evm_increaseTime', 'evm_setNextBlockTimestamp', 'evm_setTime'],
  ...['evm_setAutomine', 'evm_setIntervalMining', 'eth_sendUnsignedTransaction'],
  ...['anvil_increaseTime', 'anvil_setNextBlockTimestamp', 'anvil_setTime', 'anvil_nodeInfo'],
  ...both('impersonateAccount', 'stopImpersonatingAccount', 'autoImpersonateAccount'),
  ...both('getAutomine', 'mine', 'setBalance', 'metadata'),
]

const refused: readonly (readonly [reason: string, methods: readonly string[]])[] = [
  [
    KEEPS_NO_KEYS,
    [
      ...['eth_sendTransaction', 'eth_sign', 'eth_signTransaction', 'eth_signTypedData'],
      ...['eth_signTypedData_v4', 'personal_sign'],
    ],
  ],
  [DEV_PROFILE_ONLY, served],
  [STATE, both('setCode', 'setNonce', 'setStorageAt', 'dumpState', 'loadState')],
  [TAKING_BACK, ['evm_snapshot', 'evm_revert', ...both('reset', 'reorg', 'rollback', 'setRpcUrl')]],
  [
    FIXED,
    [
      'evm_setBlockGasLimit',
      ...both('setCoinbase', 'setChainId', 'setMinGasPrice', 'setNextBlockBaseFeePerGas'),
      ...both('setBlockTimestampInterval', 'removeBlockTimestampInterval', 'setPrevRandao'),
    ],
  ],
  [POOL, both('dropTransaction', 'dropAllTransactions', 'removePoolTransactions')],
  [LOG, [...both('setLoggingEnabled', 'enableTraces')]],
  [NO_BLOCK_ACCESS_LISTS, ['eth_getBlockAccessList', 'debug_getRawBlockAccessList']],
]

/** Methods that tools know and this node does not serve on purpose, with what to do instead. */
export const refusedMethods: ReadonlyMap<string, string> = new Map(
  refused.flatMap(([reason, methods]) => methods.map((method) => [method, reason] as const)),
)

function both(...methods: readonly string[]): string[] {
  return methods.flatMap((method) => [`anvil_${method}`, `hardhat_${method}`])
}
