import { measureTrace } from './measureTrace.ts'
import { largestWorkloads, transferWorkload } from './traceWorkloads.ts'

// Measures the trace that is named and prints one line of JSON: run by benchTrace, in a process of its own.

const COMMITMENTS = 63
const name = process.argv[2]
const workload = [...largestWorkloads, transferWorkload].find((one) => one.name === name)
if (workload === undefined) throw new RangeError(`there is no workload ${name}`)
const count = workload === transferWorkload ? 'all' : COMMITMENTS
console.log(JSON.stringify(await measureTrace(workload, count)))
