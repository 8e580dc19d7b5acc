import type { LogCode } from '../kernel/codes';

/** What happened and what to do, in English, for every code; loaded after the first paint. */
export const explanationsEn: Readonly<Record<LogCode, string>> = {
  RELATION_NOT_FOUND:
    'The debtor does not exist in the chosen administration. Create the debtor in AccountView, switch on New relation at Export, or correct the debtor number of the work order or the order. It is looked at again in the next synchronisation.',
  MATERIAL_NOT_FOUND:
    'A line of this work order refers to an article that AccountView does not know, or has no article. Create the article, change the line in OutSmart, or choose a default article or New article at Export.',
  HOURTYPE_UNMAPPED: 'Choose an article for this hour type at Export, or a default article for hours.',
  VAT_UNMAPPED:
    'Choose a VAT code for this article or hour type at Export, or a default VAT code. Nothing was booked.',
  VAT_FOREIGN:
    'A debtor in another country has a Dutch VAT code. The work order is booked all the same. Often another code belongs there: check the VAT before you process the booking.',
  REVENUE_UNMAPPED:
    'Choose a revenue account for this article group at Export, or a default revenue account. Nothing was booked.',
  ACCOUNT_INVALID:
    'An account, journal or cost centre in the settings does not exist in AccountView or is blocked there. Correct the code at Export, or unblock it in AccountView.',
  COST_CENTRE_MISSING:
    'This ledger account demands a cost centre. Choose a cost centre at Export, or lift the demand of the account in AccountView. Nothing was booked.',
  PROJECT_NOT_FOUND:
    'The project of this work order does not exist in AccountView. Create the project in AccountView, or change it on the work order. Nothing was sent.',
  SIGNIN_NEEDED:
    'The connection no longer has access to your data. Sign in again. Everything then goes on where it stopped.',
  RIGHTS_MISSING: 'Ask the administrator of AccountView to extend the rights of the signed-in user.',
  MODULE_MISSING:
    'AccountView does not show a part that this setting needs: the administration lacks it, or the signed-in user has no rights to it. Ask the administrator of AccountView for the rights first, or switch the setting off.',
  PREVIEW_NEEDED:
    'Saving is possible as soon as the preview for exactly these settings is ready. The preview has been started; look at what will change, then save.',
  ADMINISTRATION_CHANGED:
    'Relations, articles and hour types of this administration join those of the previous one in OutSmart, and complete work orders go to this administration from now on, also those that still wait. Tick that this is what you want.',
  ADMINISTRATION_ARCHIVED:
    'Nothing can be booked in an archived administration. Choose another one or take it out of the archive.',
  ADMINISTRATION_LOCKED:
    'The administration is locked, for example because somebody works in it alone. Unlock it in AccountView; everything then goes on by itself.',
  ADMINISTRATION_GONE:
    'The chosen administration is no longer in the list of your AccountView user. Choose another one, or ask the administrator for access.',
  YEAR_MISSING:
    'AccountView has no fiscal year for the date of this work order. Create the fiscal year, or change the date of the work order.',
  YEAR_NOT_USABLE:
    'A new fiscal year was found, but nothing can be booked in it yet; the cause is shown with it. Work orders dated in that year wait until it can.',
  PERIOD_CLOSED:
    'The period of this date is closed in AccountView. Open the period, or choose another date for the booking with the problem. Nothing was booked.',
  DEBTOR_BLOCKED:
    'No document or work order is made for a blocked debtor. Unblock the debtor in AccountView; a work order can also be ignored.',
  NUMBERING_UNAVAILABLE:
    'This administration has no field for the number from OutSmart (DEB_NR). A debtor that AccountView numbers by itself could then not be found again. Choose the number from OutSmart for new debtors at Export, or create the debtor in AccountView under that number. Nothing was sent.',
  ORDER_INVOICED:
    'This sales order had been invoiced when it was found. Therefore no work order was made of it.',
  FIELD_TOO_LONG: 'Shorten the text in OutSmart, or have it cut in the list of problems. Nothing was sent.',
  AMOUNT_TOO_LARGE:
    'OutSmart keeps payments up to 99,999.99. Book this payment in OutSmart by hand, in parts. Nothing was sent.',
  FIELD_REQUIRED:
    'Fill in the field of the record this row is about, or of the hour type, debtor or article that is named with it. Where OutSmart has no such field, create the debtor or article in AccountView yourself. It is then looked at again by itself.',
  ADDRESS_INCOMPLETE: 'OutSmart demands street, postal code and city. Complete the address in AccountView.',
  DUPLICATE_FOUND:
    'There was already a document with the reference of this work order. That document was adopted; no second one was made.',
  DUPLICATE_ALARM:
    'This work order stands in AccountView more than once. Export is locked. Look the documents up and remove the one that is too many.',
  UNKNOWN_OUTCOME:
    'No usable answer came when it was created. The connection looks up by itself whether it is there before anything is sent again. If this stays, see whether the document stands in AccountView, or the work order or payment in OutSmart. If you handled a work order yourself, choose Ignore.',
  HELD_FLOOD:
    'More new work orders came in at once than the limit that was set. Check that this is right and release them.',
  HELD_OLD:
    'The work order was already old when it was first seen; it may have been invoiced by hand. Release it or ignore it.',
  HELD_FROM_ORDER:
    'This work order comes from a sales order in AccountView. Release it only when an extra order or booking is wanted.',
  NOTHING_TO_INVOICE:
    'The work order has no hours or materials to invoice. No document was made. Handle the work order in OutSmart yourself.',
  CLAIMED_ELSEWHERE:
    'Another browser is working on this work order. This browser leaves it alone. When nothing happens any more, you can take it over after a quarter of an hour; it is then looked up first whether the document exists already.',
  CLAIM_UNRELIABLE:
    'OutSmart accepts the same work status twice in a row. The status then cannot keep two browsers from taking the same work order, and is no longer set. Let exactly one browser export; a double document is noticed, not prevented.',
  FIRST_PAGE_LOOK:
    'The first journal page of this connection was booked. See in AccountView whether the debtor, the accounts, the VAT and plus or minus are right. The next work orders wait until you agree.',
  REFERENCE_NOT_STORED:
    'By this reference the connection recognises which work order already has a document. If the document was removed in AccountView, handle the work order by hand and choose Ignore. If it is there without the reference, a work order could be invoiced twice: for a first document export is locked for that reason.',
  CHANGED_AFTER_EXPORT:
    'The work order changed after the document was made. The document was not adapted. Compare both and correct AccountView by hand if needed.',
  TOTALS_DIFFER:
    'The amounts in OutSmart and AccountView are not equal. Of a work order, check the lines before you invoice; of an invoice, what was paid on either side. If a line number is given, the total of that line in OutSmart is not quantity × price: nothing was sent yet, correct the line in OutSmart.',
  RATE_LIMITED: 'The service asks to wait for a while. It is tried again by itself.',
  UNREACHABLE: 'Check your internet connection. It is tried again by itself; nothing is lost.',
  API_CHANGED:
    'The service answered in an unexpected way. What was processed before that stays; nothing else was changed. Contact OutSmart support when this keeps coming back.',
  STORAGE_FULL: 'The disk or the browser’s space is full. Free up disk space; synchronisation then goes on.',
  STORAGE_BROKEN:
    'The storage of the extension cannot be read. Close all windows of the browser and open it again. Nothing is exported meanwhile.',
  LEDGER_MISSING:
    'The export ledger remembers which work orders already have a document. Without it nothing is exported.',
  RECORD_KEY_MISSING:
    'This record has no number or code and cannot be recognised. It is set aside; the rest goes on.',
  NUMBER_AMBIGUOUS:
    'A number can be read in more than one way (points and commas mixed). The record was set aside, so that no wrong amount arises.',
  DATE_INVALID: 'Correct the date at its source. The record is set aside; the rest goes on.',
  RECORD_INVALID: 'This record looks different from what is expected. It is set aside; the rest goes on.',
  DUPLICATE_KEY:
    'Two records have the same number. An import uses only the first one; for a work order nothing is sent to AccountView as long as the number occurs twice. Give one of the two another number.',
  REFUSED_BY_ACCOUNTVIEW:
    'Read the original message below. If no document is named with it, nothing was booked. Change the record; it is then tried again.',
  REFUSED_BY_OUTSMART: 'Read the original message below and change the record. It is then tried again.',
  HOST_WITHHELD:
    'The browser does not allow the extension to reach this service. Give access with the button or in the extension settings of your browser, or ask your administrator.',
  CLOSE_NOT_CONFIRMED:
    'The document was made, but OutSmart does not show that the work order was handled. No other work orders are handled until this has been checked.',
  WORK_ORDER_GONE: 'The work order no longer exists in OutSmart or can no longer be read.',
  RECORD_REFUSED: 'Change the record in AccountView. It is offered again as soon as it has been changed.',
  SIGNIN_CANCELLED: 'The AccountView window was closed before you were finished. Click Sign in again.',
  SIGNIN_REFUSED:
    'Consent was refused. Check whether your AccountView account has sufficient rights. Contact OutSmart support if the problem persists.',
  CLIENT_INVALID:
    'Copy both from AccountView again, without spaces. Also check that the redirect URI stands there exactly as below.',
  PKCE_REFUSED:
    'PKCE is an additional protection of the sign-in that AccountView does not accept here. You can try again without PKCE; this is kept with the connection.',
  SIGNIN_PAGE_FAILED:
    'Check your internet connection and whether AccountView opens in your browser. Then try again.',
  SIGNIN_BUSY: 'There is already an AccountView window open. Finish or close it, then try again.',
  SIGNIN_STATE:
    'The answer did not belong to this sign-in, or came after more than ten minutes, and was not used. Click Sign in again.',
  OUTSMART_TOKEN_MISSING: 'Enter both the token and the software token.',
  OUTSMART_TOKEN_REFUSED: 'Copy the token from OutSmart again, without spaces.',
  OUTSMART_UNPAIRED:
    'The connection is not activated in the Licentie Manager, or the token and the software token do not belong together.',
  NO_COMPANIES:
    'Your AccountView user may not open any administration. Ask the administrator of AccountView for access.',
  STEP_KEEPS_FAILING:
    'This part was interrupted three times and is skipped. Try Synchronise now. Contact OutSmart support when it keeps happening.',
  NEXT_YEAR_MISSING:
    'Create next year’s fiscal year in AccountView. Otherwise work orders from 1 January on stay behind.',
  MAPPING_INCOMPLETE:
    'Waiting work orders hold an hour type, article or project that AccountView does not know, an hour type without a usable sale price in OutSmart, or a line without a usable account or cost centre. Such work orders are reported and not exported. Complete at Export what is missing, or choose a default there; a sale price is corrected in OutSmart.',
  RELATIONS_INCOMPLETE:
    'Waiting work orders hold debtors that do not exist in AccountView, are blocked, or do not fit AccountView’s fields. Such work orders are reported and not exported.',
  VAT_INCOMPLETE:
    'No VAT code is known for lines of waiting work orders. Such work orders are reported and not booked. Choose the VAT codes at Export, or a default VAT code.',
  OLD_WORK_ORDERS:
    'These work orders are Compleet (complete) already. If some of them have been invoiced by hand, choose a later start date at Export, or handle them in OutSmart first.',
  DOUBLE_INTEGRATION:
    'OutSmart has an AccountView integration of its own. With both on, a work order is invoiced twice. Switch the integration off in OutSmart’s settings, then tick this.',
  STATUSES_EQUAL:
    'The work status that selects work orders and the ones set after success, after a failure and while exporting must all differ. Otherwise a work order is chosen again, or never. Change them at Export.',
  BUG: 'This should not happen. Nothing was sent twice. Report it to OutSmart support, with the time.',
  SIGNED_IN: 'The connection has access to AccountView.',
  SETTINGS_SAVED: 'The new settings hold from the next synchronisation on.',
  DISCONNECTED: 'Synchronisation has stopped. Existing data in OutSmart stays.',
  CONNECTED: 'Synchronisation goes on where it stopped.',
  PAUSED: 'Nothing is synchronised until you resume.',
  RESUMED: 'Synchronisation is on again.',
  RUN_DONE: 'All parts have finished.',
  RUN_STOPPED: 'The synchronisation was stopped. The next one goes on where this one stopped.',
  RUN_FAILED: 'See in the rows below what went wrong. What was finished stays.',
  RUN_RESUMED: 'The browser had interrupted the synchronisation. It goes on from the last point.',
  IMPORT_DONE: 'The data from AccountView stand in OutSmart.',
  IMPORT_FAILED:
    'This category was not updated; the others went on. It is tried again in the next synchronisation.',
  IMPORT_REPEATED_KEY: 'AccountView sent this record more than once. It was handled once.',
  RECORD_CHANGED: 'This record had changed in AccountView and was updated in OutSmart.',
  RECORD_DISAPPEARED: 'This record is no longer in AccountView. Nothing was removed in OutSmart.',
  MASS_DISAPPEARED:
    'AccountView no longer gives many known records: too many to note each of them as gone. Check the rights of the AccountView user. Nothing was removed in OutSmart.',
  IMPORT_WAITS:
    'See in the overview of the connection what would change. Nothing is written until you choose Carry out there.',
  IMPORT_UNAVAILABLE:
    'This administration has no part of AccountView that holds this, or the AccountView user may not see it. The other categories went on. Settings, Import tells what you can do.',
  WORK_ORDER_CREATED: 'A work order for this sales order now stands ready in OutSmart.',
  PAYMENT_CREATED: 'What was paid in AccountView now stands with the invoice in OutSmart.',
  EXPORT_DONE:
    'The work orders were looked at and sent where needed. Work orders and documents are those of this time; held and failed are all that stand there now.',
  EXPORT_FAILED: 'The export broke off; the cause is shown with it. What was finished stays.',
  DOCUMENT_CREATED: 'AccountView has created the sales order. It is now read back and counted.',
  PAGE_CREATED: 'AccountView has booked the journal page. It is now read back and counted.',
  DOCUMENT_ADOPTED: 'The document of this work order was already in AccountView. No second one was made.',
  RELATION_CREATED:
    'The debtor of the work order was not in AccountView yet and was created, as chosen at Export. Complete the details where needed.',
  ARTICLE_CREATED:
    'The article of the work order was not in AccountView yet and was created, as chosen at Export. Complete the details where needed.',
  WORK_ORDER_CLOSED: 'The work order is Afgehandeld (handled) in OutSmart.',
  WORK_ORDER_RELEASED: 'The work order will be exported.',
  WORK_ORDER_IGNORED:
    'A user ignored this work order. If it has no document yet, none will be made, unless you export it after all in the list Ignored.',
  WORK_ORDER_TAKEN_BACK:
    'A user wants this work order exported after all. If there may be a document already, that is looked up first.',
  WORK_ORDER_ASKED_FOR: 'A user chose this work order. It is exported now.',
  WORK_ORDER_TAKEN_OVER:
    'A user took this work order over. It is looked up first whether the other browser has made the document already.',
  TEXT_SHORTENED:
    'A user agreed that text of this work order that is too long is cut. The work order is tried again.',
  DATE_MOVED: 'A user chose another date for the document of this work order. The work order is tried again.',
  YEAR_FOUND: 'AccountView has a new fiscal year. Work orders dated in that year go there from now on.',
  PAGE_ACCEPTED: 'A user looked at the first journal page and accepted it. The export goes on.',
  SKIPPED_BEFORE_FROM: 'The date of the work order is before the date chosen at Export.',
  SKIPPED_NOT_LISTED:
    'The work order no longer has the status in OutSmart at which it is exported: someone reopened it or handled it, or another status was chosen under Export. Nothing was sent to AccountView. When it returns to the list, it goes on where it was.',
  SKIPPED_ARCHIVED: 'The work order is archived in OutSmart.',
  SKIPPED_NOT_HERE:
    'At Export, This browser exports is switched off: nothing goes to AccountView from here. The browser in which it is on does that.',
  WAITS_FOR_HAND:
    'At Export was chosen: only what I choose myself. The work order waits in the overview until you click Export now there.',
  OUTCOME_LOOKUP: 'The connection looks up whether it exists before anything is sent again.',
  DOCUMENT_KEPT:
    'A user pointed out this document as the one of this work order. The other documents with the same reference were left as they are.',
  LEDGER_REBUILT: 'The connection now knows which work orders already have a document.',
  RECOVERED: 'This problem is solved. Synchronisation goes on.',
};
