import { usePage } from '../page/context';
import { useLazy } from '../page/lazy';

/** Categories that wait for a yes before they are written (product §2.1 point 6); their code comes when there are any. */
export function Approvals() {
  const { state } = usePage();
  const asked = Object.values(state.snapshot.approvals).some((approval) => approval.state === 'asked');
  const ApprovalList = useLazy(loadApprovalList, asked);
  return asked && ApprovalList !== null ? <ApprovalList /> : null;
}

const loadApprovalList = async () => (await import('./approval-list')).ApprovalList;
