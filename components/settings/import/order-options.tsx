import { useI18n } from '../../page/context';
import { TextField } from '../../primitives/field';
import { type OptionProps, useTextOption } from '../options';

export function OrderOptions(props: OptionProps) {
  const { t } = useI18n();
  const text = useTextOption(props);
  return (
    <>
      <TextField
        {...text('ordersFrom', 'option-orders-from')}
        type="date"
        label={t('imp.ordersFrom')}
        hint={t('imp.ordersFromHint')}
      />
      <TextField {...text('orderTypeOfWork', 'option-order-type-of-work')} label={t('imp.orderTypeOfWork')} />
      <TextField
        {...text('orderPaymentMethod', 'option-order-payment-method')}
        label={t('imp.orderPaymentMethod')}
      />
      <TextField
        {...text('orderContact', 'option-order-contact')}
        label={t('imp.orderContact')}
        hint={t('imp.orderHint')}
      />
    </>
  );
}
