/** How much one client may ask; whoever exceeds one gets a typed error or a typed close. */
export interface RpcLimits {
  /** Requests in one batch. @default 1000 */
  readonly batchItems: number
  /** Bytes of a message from a client. @default 5 MB */
  readonly requestBytes: number
  /** Bytes of an answer, a whole batch's included. @default 25 MB */
  readonly responseBytes: number
  /** Nesting of arrays and objects in a message. @default 64 */
  readonly jsonDepth: number
  /** Values in a message, counted by commas and brackets. @default 100,000 */
  readonly jsonValues: number
  /** Bytes of messages in work and of answers not yet taken, over all clients. @default 256 MB */
  readonly bufferedBytes: number
  /** Milliseconds in which a message must be answered. @default 30 s */
  readonly requestTimeoutMs: number
  /** Blocks that one `eth_getLogs` may look at. @default 10,000 */
  readonly logBlocks: number
  /** Logs in one answer. @default 20,000 */
  readonly logs: number
  /** Gas of a simulated call; a transaction cannot have more than 2^24 either. @default 16,777,216 */
  readonly callGas: number
  /** Gas of all calls of one `eth_simulateV1`. @default 50,000,000 */
  readonly simulationGas: number
  /** Milliseconds of execution of one simulated request, waiting not included. @default 5 s */
  readonly simulationMs: number
  /** Bytes of what one request has recorded, roughly, before it is JSON. @default 20 MB */
  readonly traceBytes: number
  /** States in one `mvm_executionTrace`. @default 256 */
  readonly traceStates: number
  /** Bytes that the trace of a block's steps may take, roughly; as much is kept of others. @default 256 MiB */
  readonly stepTraceBytes: number
  /** Blocks in one `trace_filter`, all of which are executed again. @default 100 */
  readonly traceBlocks: number
  /** Blocks in one `eth_feeHistory`. @default 1024 */
  readonly feeHistoryBlocks: number
  /** Storage slots in one `eth_getProof`. @default 1024 */
  readonly proofSlots: number
  /** Bytes of transactions, half of what they are in JSON, that `txpool_content` shows. @default 5 MB */
  readonly poolBytes: number
  /** Blocks in one `mvm_blockWitness`: a segment. @default 64 */
  readonly witnessBlocks: number
  /** Bytes of trie nodes and codes in one `mvm_blockWitness`, half of what they are in JSON. @default 10 MB */
  readonly witnessBytes: number
  /** Blocks that one request of a development network may have made. @default 64 */
  readonly minedBlocks: number
  /** Addresses, and topics at one position, in a log filter. @default 1000 */
  readonly filterAlternatives: number
  /** Filters alive on one DAC. @default 10,000 */
  readonly filters: number
  /** Milliseconds after which a filter that nobody asks is dropped. @default 5 min */
  readonly filterIdleMs: number
  /** Subscriptions of one WebSocket. @default 1000 */
  readonly subscriptions: number
  /** Messages of one WebSocket in work at a time; more wait unread. @default 64 */
  readonly socketRequests: number
  /** Bytes written to a WebSocket but not yet taken by its reader. @default 64 MB */
  readonly socketBufferBytes: number
  /** WebSockets at a time. @default 1000 */
  readonly sockets: number
  /** TCP connections at a time, WebSockets included; further ones are refused by the system. @default 5000 */
  readonly connections: number
}

/** The limits of spec 6.3 and their kin. */
export const defaultRpcLimits: RpcLimits = {
  batchItems: 1000,
  requestBytes: 5_000_000,
  responseBytes: 25_000_000,
  bufferedBytes: 256_000_000,
  jsonDepth: 64,
  jsonValues: 100_000,
  requestTimeoutMs: 30_000,
  logBlocks: 10_000,
  logs: 20_000,
  callGas: 16_777_216,
  simulationGas: 50_000_000,
  simulationMs: 5_000,
  traceBytes: 20_000_000,
  traceStates: 256,
  stepTraceBytes: 268_435_456,
  traceBlocks: 100,
  feeHistoryBlocks: 1024,
  proofSlots: 1024,
  poolBytes: 1_000_000,
  witnessBlocks: 64,
  witnessBytes: 10_000_000,
  minedBlocks: 64,
  filterAlternatives: 1000,
  filters: 10_000,
  filterIdleMs: 300_000,
  subscriptions: 1000,
  socketRequests: 64,
  socketBufferBytes: 64_000_000,
  sockets: 1000,
  connections: 5000,
}
