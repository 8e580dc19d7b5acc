/** Public face of the simulator; see README.md. */
export type { Behaviour } from './behaviour';
export { createSimulatorHandlers, type Faults, type SimulatorHandlers } from './handlers';
export { type Simulator, startSimulator } from './simulator';
export type {
  AuditCount,
  AuditFinding,
  AuditReport,
  Credentials,
  DataOptions,
  Fault,
  FaultRule,
  Profile,
  RequestRecord,
  Side,
  SimulatorOptions,
} from './types';
export type { World } from './world';
export { addWorkOrder, addWorkOrders } from './data/work-orders';
export { materialLine, type WorkOrder } from './outsmart/work-order';
