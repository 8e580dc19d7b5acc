export { runSalesOrders, surveyOrders } from './orders';
export { runPayments, surveyPayments } from './payments';
