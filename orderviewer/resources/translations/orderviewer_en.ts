<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>CheckList</name>
    <message numerus="yes">
        <source>accepted; about %Ln current order(s)</source>
        <translation>
            <numerusform>accepted; about %Ln current order</numerusform>
            <numerusform>accepted; about %Ln current orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>valid for %Ln minute(s)</source>
        <translation>
            <numerusform>valid for %Ln minute</numerusform>
            <numerusform>valid for %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message numerus="yes">
        <source>%Ln difference(s)</source>
        <translation>
            <numerusform>%Ln difference</numerusform>
            <numerusform>%Ln differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message numerus="yes">
        <source>%n working day(s) earlier</source>
        <translation>
            <numerusform>%n working day earlier</numerusform>
            <numerusform>%n working days earlier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) later</source>
        <translation>
            <numerusform>%n working day later</numerusform>
            <numerusform>%n working days later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln line(s) written.</source>
        <translation>
            <numerusform>%Ln line written.</numerusform>
            <numerusform>%Ln lines written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetModel</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{value}, %Ln order(s)</source>
        <translation>
            <numerusform>{value}, %Ln order</numerusform>
            <numerusform>{value}, %Ln orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Fate</name>
    <message numerus="yes">
        <source>%Ln brought forward</source>
        <translation>
            <numerusform>%Ln brought forward</numerusform>
            <numerusform>%Ln brought forward</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed</source>
        <translation>
            <numerusform>%Ln closed</numerusform>
            <numerusform>%Ln closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in another state</source>
        <translation>
            <numerusform>%Ln in another state</numerusform>
            <numerusform>%Ln in another state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) on {day}</source>
        <translation>
            <numerusform>%Ln order on {day}</numerusform>
            <numerusform>%Ln orders on {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln otherwise changed</source>
        <translation>
            <numerusform>%Ln otherwise changed</numerusform>
            <numerusform>%Ln otherwise changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln postponed</source>
        <translation>
            <numerusform>%Ln postponed</numerusform>
            <numerusform>%Ln postponed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reappeared</source>
        <translation>
            <numerusform>%Ln reappeared</numerusform>
            <numerusform>%Ln reappeared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln unchanged</numerusform>
            <numerusform>%Ln unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vanished</source>
        <translation>
            <numerusform>%Ln vanished</numerusform>
            <numerusform>%Ln vanished</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldModel</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Forgetting</name>
    <message numerus="yes">
        <source>%Ln closed order(s) ended longer ago and will be removed now, with their history.</source>
        <translation>
            <numerusform>%Ln closed order ended longer ago and will be removed now, with its history.</numerusform>
            <numerusform>%Ln closed orders ended longer ago and will be removed now, with their history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forget %Ln order(s)?</source>
        <translation>
            <numerusform>Forget %Ln order?</numerusform>
            <numerusform>Forget %Ln orders?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forget order(s)</source>
        <translation>
            <numerusform>Forget an order</numerusform>
            <numerusform>Forget orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep closed orders for %n month(s) only?</source>
        <translation>
            <numerusform>Keep closed orders for %n month only?</numerusform>
            <numerusform>Keep closed orders for %n months only?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The order(s), their history and what was stored of them in copies of the file are removed from this computer; this cannot be undone. They do not come back with the next update. Nothing changes at Orange.</source>
        <translation>
            <numerusform>The order, its history and what was stored of it in copies of the file are removed from this computer; this cannot be undone. It does not come back with the next update. Nothing changes at Orange.</numerusform>
            <numerusform>The orders, their history and what was stored of them in copies of the file are removed from this computer; this cannot be undone. They do not come back with the next update. Nothing changes at Orange.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message numerus="yes">
        <source>%Ln new change(s). Show</source>
        <translation>
            <numerusform>%Ln new change. Show</numerusform>
            <numerusform>%Ln new changes. Show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxButton</name>
    <message numerus="yes">
        <source>%Ln change(s) not seen yet</source>
        <translation>
            <numerusform>%Ln change not seen yet</numerusform>
            <numerusform>%Ln changes not seen yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxModel</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%Ln change(s) marked as seen</source>
        <translation>
            <numerusform>%Ln change marked as seen</numerusform>
            <numerusform>%Ln changes marked as seen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes of %Ln order(s) marked as seen</source>
        <translation>
            <numerusform>Changes of %Ln order marked as seen</numerusform>
            <numerusform>Changes of %Ln orders marked as seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrdersDialog</name>
    <message numerus="yes">
        <source>%Ln order(s) written.</source>
        <translation>
            <numerusform>%Ln order written.</numerusform>
            <numerusform>%Ln orders written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every order of this list (%Ln)</source>
        <translation>
            <numerusform>The only order of this list (%Ln)</numerusform>
            <numerusform>Every order of this list (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every order of this list; about %Ln more will be read from Orange first</source>
        <translation>
            <numerusform>Every order of this list; about %Ln more will be read from Orange first</numerusform>
            <numerusform>Every order of this list; about %Ln more will be read from Orange first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln order(s) found</source>
        <translation>
            <numerusform>The %Ln order found</numerusform>
            <numerusform>The %Ln orders found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln order(s) read so far</source>
        <translation>
            <numerusform>The %Ln order read so far</numerusform>
            <numerusform>The %Ln orders read so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected order(s)</source>
        <translation>
            <numerusform>The %Ln selected order</numerusform>
            <numerusform>The %Ln selected orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message numerus="yes">
        <source>%Ln order(s) of the other list match(es).</source>
        <translation>
            <numerusform>%Ln order of the other list matches.</numerusform>
            <numerusform>%Ln orders of the other list match.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searched among %Ln order(s).</source>
        <translation>
            <numerusform>Searched among %Ln order.</numerusform>
            <numerusform>Searched among %Ln orders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln closed order(s).</source>
        <translation>
            <numerusform>There is %Ln closed order.</numerusform>
            <numerusform>There are %Ln closed orders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln current order(s).</source>
        <translation>
            <numerusform>There is %Ln current order.</numerusform>
            <numerusform>There are %Ln current orders.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n day(s) ago</source>
        <translation>
            <numerusform>Updated %n day ago</numerusform>
            <numerusform>Updated %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n hour(s) ago</source>
        <translation>
            <numerusform>Updated %n hour ago</numerusform>
            <numerusform>Updated %n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n minute(s) ago</source>
        <translation>
            <numerusform>Updated %n minute ago</numerusform>
            <numerusform>Updated %n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %Ln found</source>
        <translation>
            <numerusform>at least %Ln found</numerusform>
            <numerusform>at least %Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⚠ API key expires in %Ln day(s)</source>
        <translation>
            <numerusform>⚠ API key expires in %Ln day</numerusform>
            <numerusform>⚠ API key expires in %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message numerus="yes">
        <source>%Ln change(s) in their history</source>
        <translation>
            <numerusform>%Ln change in their history</numerusform>
            <numerusform>%Ln changes in their history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) were removed from this computer.</source>
        <translation>
            <numerusform>%Ln order was removed from this computer.</numerusform>
            <numerusform>%Ln orders were removed from this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Closed orders are kept for %n month(s).</source>
        <translation>
            <numerusform>Closed orders are kept for %n month.</numerusform>
            <numerusform>Closed orders are kept for %n months.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpdateMenus</name>
    <message numerus="yes">
        <source>After %n hour(s)</source>
        <translation>
            <numerusform>After %n hour</numerusform>
            <numerusform>After %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n hour(s)</source>
        <translation>
            <numerusform>Every hour</numerusform>
            <numerusform>Every %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n minute(s)</source>
        <translation>
            <numerusform>Every minute</numerusform>
            <numerusform>Every %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %Ln order(s) an hour</source>
        <translation>
            <numerusform>Up to %Ln order an hour</numerusform>
            <numerusform>Up to %Ln orders an hour</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>View</name>
    <message numerus="yes">
        <source>Due within %n day(s)</source>
        <translation>
            <numerusform>Due within %n day</numerusform>
            <numerusform>Due within %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfinished orders promised for today or the next %n day(s)</source>
        <translation>
            <numerusform>Unfinished orders promised for today or tomorrow</numerusform>
            <numerusform>Unfinished orders promised for today or the next %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfinished orders that have not changed for more than %n day(s)</source>
        <translation>
            <numerusform>Unfinished orders that have not changed for more than a day</numerusform>
            <numerusform>Unfinished orders that have not changed for more than %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewModel</name>
    <message numerus="yes">
        <source>{view}, %Ln order(s)</source>
        <translation>
            <numerusform>{view}, %Ln order</numerusform>
            <numerusform>{view}, %Ln orders</numerusform>
        </translation>
    </message>
</context>
</TS>
