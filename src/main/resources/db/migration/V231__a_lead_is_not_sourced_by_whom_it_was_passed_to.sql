-- Partners that were merged could leave a lead as if the partner to whom we passed it had sourced it.
update deal_share s set part = 'INFLUENCED'
from deal d
where d.id = s.deal_id and d.origin = 'LEAD' and d.partner_id = s.partner_id and s.part = 'SOURCED';
